package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.CallListener;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.RefusedException;
import dev.muster.RunTimeoutException;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a runtime ends. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class CloseTest {
    private Muster muster = Muster.open();
    private JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void closeAfterwards() {
        muster.closeNow();
    }

    private void reopen(Muster.Builder builder) {
        muster.close();
        muster = builder.open();
        jobs = new JobsDispatcher(new Jobs(), muster);
    }

    @DisplayName("SHD-01: after close, calls of every form are refused in the handle, which names call and way out")
    @ParameterizedTest
    @EnumSource
    void refuses(On on) {
        muster.close();
        Task<Object> task = on.start(jobs, () -> 1);
        assertThatThrownBy(task::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(task.name())
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> on.all(jobs, List.of(() -> 1)).join())
                .isInstanceOf(BatchFailedException.class)
                .hasCauseInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> on.stream(jobs, List.<Callable<?>>of(() -> 1).iterator())
                        .toList())
                .hasCauseInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> jobs.squareArray(new int[] {1})).hasCauseInstanceOf(RefusedException.class);
        assertThat(on.all(jobs, List.of()).join()).isEmpty();
    }

    @DisplayName("SHD-02, SHD-06: close finishes what is queued")
    @ParameterizedTest
    @EnumSource
    void drains(On on) {
        AtomicInteger ran = new AtomicInteger();
        List<Task<Object>> tasks = new ArrayList<>();
        for (int call = 0; call < 50; call++) {
            tasks.add(on.start(jobs, ran::incrementAndGet));
        }
        Batch<Object> batch = on.all(jobs, Collections.nCopies(1_000, ran::incrementAndGet));
        muster.close();
        assertThat(ran).hasValue(1_050);
        assertThat(tasks).allMatch(task -> task.isDone() && !task.isCancelled());
        assertThat(batch.join()).hasSize(1_000);
    }

    @DisplayName("close admits what running bodies start, at any depth, and refuses what others start")
    @ParameterizedTest
    @EnumSource
    void admitsChildren(On on) throws Exception {
        Gate started = new Gate();
        Gate closing = new Gate();
        Task<Object> parent = on.start(jobs, () -> {
            started.open();
            closing.pass();
            return depth(on, 30);
        });
        started.pass();
        Thread closer = new Thread(muster::close);
        closer.start();
        Gate.until("closing", () -> isRefused(on));
        closing.open();
        assertThat(parent.join()).isEqualTo(30);
        closer.join();
    }

    private boolean isRefused(On on) {
        Task<Object> probe = on.start(jobs, () -> 1);
        return probe.isDone() && probe.toString().contains("RefusedException");
    }

    private int depth(On on, int left) {
        return left == 0
                ? 0
                : 1 + (int) on.start(jobs, () -> depth(on, left - 1)).join();
    }

    @DisplayName("SHD-07: close is idempotent, and every closer returns when all is over")
    @ParameterizedTest
    @EnumSource
    void concurrentClosers(On on) throws Exception {
        Gate go = new Gate();
        AtomicBoolean ran = new AtomicBoolean();
        Task<Object> task = on.start(jobs, () -> {
            go.pass();
            ran.set(true);
            return null;
        });
        AtomicInteger early = new AtomicInteger();
        List<Thread> closers = new ArrayList<>();
        for (int closer = 0; closer < 4; closer++) {
            Thread thread = new Thread(() -> {
                muster.close();
                if (!task.isDone()) {
                    early.incrementAndGet();
                }
            });
            thread.start();
            closers.add(thread);
        }
        Gate.until("closing", () -> isRefused(on));
        go.open();
        for (Thread closer : closers) {
            closer.join();
        }
        muster.close();
        assertThat(ran).isTrue();
        assertThat(early).hasValue(0);
    }

    @DisplayName("close cancels what is left after the drain limit")
    @ParameterizedTest
    @EnumSource
    void drainLimit(On on) throws Exception {
        reopen(Muster.builder().drain(Duration.ofMillis(20)));
        Gate started = new Gate();
        Gate never = new Gate();
        AtomicBoolean interrupted = new AtomicBoolean();
        Task<Object> task = on.start(jobs, () -> {
            started.open();
            interrupted.set(never.passUnlessInterrupted());
            return null;
        });
        started.pass();
        muster.close();
        assertThat(task.isCancelled()).isTrue();
        assertThat(interrupted).isTrue();
    }

    @DisplayName("SHD-08: an interrupt before or while closing cancels what is left and stays set")
    @ParameterizedTest
    @EnumSource
    void interruptedClose(On on) throws Exception {
        Gate started = new Gate();
        Gate never = new Gate();
        Task<Object> task = on.start(jobs, () -> {
            started.open();
            never.pass();
            return null;
        });
        started.pass();
        Thread.currentThread().interrupt();
        muster.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
    }

    @DisplayName("SHD-03: closeNow interrupts what runs, and cancels and returns what never started")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void closeNow(On on) throws Exception {
        Gate started = new Gate();
        Gate never = new Gate();
        AtomicInteger ran = new AtomicInteger();
        Task<Object> running = on.start(jobs, () -> {
            started.open();
            never.pass();
            return null;
        });
        started.pass();
        List<Task<Object>> queued = new ArrayList<>();
        for (int call = 0; call < 50; call++) {
            queued.add(on.start(jobs, ran::incrementAndGet));
        }
        Batch<Object> batch = on.all(jobs, Collections.nCopies(30, ran::incrementAndGet));
        List<Task<?>> neverStarted = muster.closeNow();
        assertThat(neverStarted).hasSize(80).allMatch(Task::isCancelled);
        assertThat(neverStarted.containsAll(queued)).isTrue();
        assertThat(running.isCancelled()).isTrue();
        assertThat(ran).hasValue(0);
        assertThatThrownBy(batch::join).isInstanceOf(CancellationException.class);
        assertThat(muster.closeNow()).isEmpty();
    }

    @DisplayName("closeNow goes on without bodies that ignore their interruption")
    @Test
    void stuckBody() throws Exception {
        reopen(Muster.builder().drain(Duration.ofMillis(50)));
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> stuck = jobs.thread(() -> {
            started.open();
            go.passWhateverHappens();
            return null;
        });
        started.pass();
        muster.closeNow();
        assertThat(stuck.isCancelled()).isTrue();
        assertThat(stuck.awaitEnd(Duration.ZERO)).isFalse();
        go.open();
        stuck.awaitEnd();
    }

    @DisplayName("closing from a body of the same runtime is an error, not a deadlock")
    @ParameterizedTest
    @EnumSource
    void fromItsOwnWorker(On on) {
        Task<Object> task = on.start(jobs, () -> {
            muster.close();
            return null;
        });
        assertThatThrownBy(task::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining(task.name());
        Task<Object> nested = on.start(
                jobs,
                () -> on.start(jobs, () -> {
                            muster.closeNow();
                            return null;
                        })
                        .join());
        assertThatThrownBy(nested::join).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    /** What comes of closing the runtime from code of the user's that it calls. */
    private final CompletableFuture<Throwable> told = new CompletableFuture<>();

    private void closeHere() {
        try {
            muster.close();
            told.complete(new AssertionError("it could be closed"));
        } catch (Throwable thrown) {
            told.complete(thrown);
        }
    }

    private void assertTold() throws Exception {
        assertThat(told.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("which it would wait for");
    }

    @DisplayName("so is closing by a listener on a worker that has not begun the body yet")
    @ParameterizedTest
    @EnumSource
    void fromListener(On on) throws Exception {
        reopen(Muster.builder().listener(new CallListener() {
            @Override
            public void started(Task<?> call) {
                closeHere();
            }
        }));
        assertThat(on.start(jobs, () -> 1).join()).isEqualTo(1);
        assertTold();
    }

    @DisplayName("and by a fan-out's listener")
    @ParameterizedTest
    @EnumSource
    void fromProgress(On on) throws Exception {
        assertThat(on.all(jobs, List.of(() -> 1), FanOut.failFast().onProgress(any -> closeHere()))
                        .join())
                .containsExactly(1);
        assertTold();
    }

    @DisplayName("and by what hears of a call that runs out of time, on the thread that keeps the time")
    @Test
    void fromClock() throws Exception {
        Task<Object> late = new TimedDispatcher(new Timed(), muster).brief(() -> {
            new Gate().passUnlessInterrupted();
            return 1;
        });
        CompletableFuture<?> heard = late.toCompletableFuture().handle((result, failure) -> {
            closeHere();
            return failure;
        });
        assertTold();
        assertThat(heard.get()).isInstanceOf(RunTimeoutException.class);
    }

    @DisplayName("and by who hears that a child process has answered")
    @Test
    void fromChildsThread() throws Exception {
        reopen(Muster.builder().listener(new CallListener() {
            @Override
            public void ended(Task<?> call) {
                closeHere();
            }
        }));
        new AcrossDispatcher(new Across(), muster).tryLock("free").join();
        assertTold();
    }

    @DisplayName("and by who hears of a failure, or a cancellation, while close() is under way on the same thread")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fromItself(boolean fails) throws Exception {
        reopen(Muster.builder().drain(Duration.ZERO).onUnobservedFailure((call, failure) -> closeHere()));
        Gate never = new Gate();
        Task<Object> task = jobs.thread(() -> {
            if (fails) {
                throw new ArithmeticException("nobody looks");
            }
            never.pass();
            return 1;
        });
        if (fails) {
            Gate.until("it failed", () -> task.phase() == TaskPhase.FAILED);
        } else {
            task.toCompletableFuture().whenComplete((result, failure) -> closeHere());
        }
        muster.close();
        assertTold();
    }

    @DisplayName("a runtime may be closed from a body of another one")
    @Test
    void fromAnotherRuntime() {
        assertThat(jobs.thread(() -> {
                            try (Muster other = Muster.open()) {
                                return new JobsDispatcher(new Jobs(), other)
                                        .square(6)
                                        .join();
                            }
                        })
                        .join())
                .isEqualTo(36);
    }

    @DisplayName("the shared runtime is one, works, and cannot be closed")
    @Test
    void shared() {
        assertThat(Muster.shared()).isSameAs(Muster.shared());
        assertThatThrownBy(Muster.shared()::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Muster.shared()::closeNow).isInstanceOf(IllegalStateException.class);
    }

    @DisplayName("close waits for incomplete stages")
    @Test
    void stages() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Gate begun = new Gate();
        Task<Object> task = jobs.stage(() -> {
            begun.open();
            return stage;
        });
        begun.pass();
        Thread closer = new Thread(muster::close);
        closer.start();
        Gate.until("closing", () -> isRefused(On.THREADS));
        assertThat(closer.isAlive()).isTrue();
        stage.complete(3);
        closer.join();
        assertThat(task.join()).isEqualTo(3);
    }

    @DisplayName("under load, every call that close meets ends: with its result, or refused")
    @ParameterizedTest
    @EnumSource
    void underLoad(On on) throws Exception {
        AtomicReference<Throwable> unexpected = new AtomicReference<>();
        AtomicInteger refused = new AtomicInteger();
        Gate running = new Gate(4);
        List<Thread> starters = new ArrayList<>();
        for (int starter = 0; starter < 4; starter++) {
            Thread thread = new Thread(() -> {
                while (refused.get() < 100) {
                    try {
                        on.start(jobs, () -> 1).join();
                        running.open();
                    } catch (RefusedException expected) {
                        refused.incrementAndGet();
                    } catch (Throwable other) {
                        unexpected.set(other);
                        return;
                    }
                }
            });
            thread.start();
            starters.add(thread);
        }
        running.pass();
        muster.close();
        for (Thread starter : starters) {
            starter.join();
        }
        assertThat(unexpected).hasValue(null);
        assertThat(refused.get()).isGreaterThanOrEqualTo(100);
    }

    // ---------------------------------------------------------------- calls in each state

    @DisplayName("closeNow: a body that waits, for a handle or for another call, ends cancelled, never refused")
    @ParameterizedTest
    @EnumSource(names = {"THREADS", "CORES"})
    void stuckInAWait(On on) throws Exception {
        for (int round = 0; round < 50; round++) {
            reopen(Muster.builder());
            Gate waiting = new Gate(4);
            List<Task<Object>> stuck = new ArrayList<>();
            stuck.add(on.start(jobs, () -> {
                waiting.open();
                muster.event("never").await();
                return null;
            }));
            stuck.add(on.start(jobs, () -> {
                waiting.open();
                muster.semaphore("none", 0).acquireUninterruptibly(1);
                return null;
            }));
            stuck.add(on.start(
                    jobs,
                    () -> on.start(jobs, () -> {
                                waiting.open();
                                muster.event("never").await();
                                return null;
                            })
                            .join()));
            stuck.add(on.start(jobs, () -> {
                Task<Object> stage = jobs.stage(CompletableFuture::new);
                Gate.until("the stage", () -> stage.phase() == TaskPhase.RUNNING);
                waiting.open();
                return stage.join();
            }));
            waiting.pass();
            assertThat(muster.closeNow()).isEmpty();
            assertThat(stuck).allMatch(Task::isCancelled);
        }
    }

    @DisplayName(
            "a blocking call that is still waiting when its Muster is closed says which, for what, and the way out")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesBlockingCalls(boolean drains) throws Exception {
        reopen(Muster.builder().drain(Duration.ofMillis(1)));
        SharedDispatcher shared = new SharedDispatcher(new Shared(), muster);
        Gate held = new Gate();
        Task<Object> holds = shared.exclusive(() -> {
            held.open();
            return new Gate().passUnlessInterrupted();
        });
        held.pass();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = new Thread(
                () -> {
                    try {
                        shared.blocking(() -> 1);
                    } catch (Exception refused) {
                        failure.set(refused);
                    }
                },
                "scenario");
        caller.start();
        Gate.until("waiting", () -> muster.explain().contains("thread 'scenario' waits"));
        if (drains) {
            muster.close();
        } else {
            muster.closeNow();
        }
        caller.join();
        assertThat(failure.get())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Shared.blocking")
                .hasMessageContaining("thread 'scenario'")
                .hasMessageContaining("waited for lock (held by " + holds.name())
                .hasMessageContaining("Muster was closed")
                .hasMessageContaining("before close()");
    }

    @DisplayName(
            "closeNow ends calls in each state: for an event, a lock, a worker, while they run, at an exit barrier")
    @Test
    void inEachState() throws Exception {
        SharedDispatcher shared = new SharedDispatcher(new Shared(), muster);
        Gate held = new Gate();
        Task<Object> holds = shared.exclusive(() -> {
            held.open();
            new Gate().pass();
            return null;
        });
        Gate busy = new Gate();
        Task<Object> runs = jobs.oneThread(() -> {
            busy.open();
            new Gate().pass();
            return null;
        });
        Gate left = new Gate();
        Batch<Object> atExit = shared.endTogetherAll(List.of(
                () -> {
                    left.open();
                    return 1;
                },
                () -> {
                    new Gate().pass();
                    return 2;
                }));
        held.pass();
        busy.pass();
        left.pass();
        Task<Object> forLock = shared.exclusive(() -> 1);
        Task<Object> forEvent = shared.afterReady(() -> 1);
        Task<Object> forWorker = jobs.oneThread(() -> 1);
        List<Task<?>> neverStarted = muster.closeNow();
        assertThat(neverStarted.stream().map(Task::name))
                .containsExactlyInAnyOrder(forLock.name(), forEvent.name(), forWorker.name());
        assertThat(List.of(holds, runs, forLock, forEvent, forWorker)).allMatch(Task::isCancelled);
        assertThatThrownBy(atExit::join).isInstanceOf(CancellationException.class);
    }

    @DisplayName(
            "closeNow under load from eight threads: each call ends with its result, cancelled or refused; none hangs")
    @ParameterizedTest
    @EnumSource
    void closeNowUnderLoad(On on) throws Exception {
        AtomicReference<Throwable> unexpected = new AtomicReference<>();
        Gate running = new Gate(64);
        List<Thread> starters = new ArrayList<>();
        for (int starter = 0; starter < 8; starter++) {
            Thread thread = new Thread(() -> {
                for (int refused = 0; refused < 20; ) {
                    try {
                        on.start(jobs, () -> on.start(jobs, () -> 1).join()).join();
                        running.open();
                    } catch (RefusedException | CancellationException expected) {
                        refused++;
                    } catch (Throwable other) {
                        unexpected.set(other);
                        return;
                    }
                }
            });
            thread.start();
            starters.add(thread);
        }
        running.pass();
        assertThat(muster.closeNow()).allMatch(Task::isCancelled);
        for (Thread starter : starters) {
            starter.join();
        }
        assertThat(unexpected).hasValue(null);
    }

    @DisplayName("closeNow meets a body that looks at a queued call which it has started: the body ends cancelled, too")
    @ParameterizedTest
    @EnumSource(names = {"ONE_THREAD", "ONE_CORE"})
    void closeNowMeetsBodyThatLooks(On on) throws Exception {
        Gate started = new Gate();
        Task<Object> body = on.start(jobs, () -> {
            Task<Object> queued = on.start(jobs, () -> 1);
            started.open();
            while (!queued.isDone()) {
                Thread.onSpinWait();
            }
            return queued.join();
        });
        started.pass();
        for (int i = 0; i < 50_000; i++) { // to cancel these takes closeNow longer than the body takes to look
            on.start(jobs, () -> 2);
        }
        assertThat(muster.closeNow()).allMatch(Task::isCancelled);
        assertThat(body.isCancelled()).isTrue();
    }

    @DisplayName(
            "close and closeNow may be called together, by many threads: all return, and closeNow makes an end of close")
    @Test
    void bothTogether() throws Exception {
        Gate started = new Gate();
        Task<Object> stuck = jobs.thread(() -> {
            started.open();
            new Gate().pass();
            return null;
        });
        started.pass();
        List<Thread> closers = new ArrayList<>();
        for (int closer = 0; closer < 4; closer++) {
            closers.add(new Thread(muster::close));
            closers.add(new Thread(muster::closeNow));
        }
        closers.forEach(Thread::start);
        for (Thread closer : closers) {
            closer.join();
        }
        assertThat(stuck.isCancelled()).isTrue();
    }

    @DisplayName(
            "a wait that begins just after the end is refused, as one that had begun before is; what is free may be taken")
    @Test
    void waitsAfterTheEnd() throws Exception {
        Gate held = new Gate();
        Gate go = new Gate();
        Lock lock = muster.lock("lock");
        Thread holder = new Thread(() -> {
            lock.lock();
            try {
                held.open();
                go.passWhateverHappens();
            } finally {
                lock.unlock();
            }
        });
        holder.start();
        held.pass();
        muster.close();
        assertThatThrownBy(() -> lock.tryLock(10, TimeUnit.SECONDS))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("lock (held by thread '" + holder.getName() + "')");
        assertThatThrownBy(() -> muster.semaphore("permits", 0).tryAcquire(1, 10, TimeUnit.SECONDS))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> muster.event("event").await(10, TimeUnit.SECONDS))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> muster.barrier("barrier", 2).await(10, TimeUnit.SECONDS))
                .isInstanceOf(RefusedException.class);
        go.open();
        holder.join();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @DisplayName(
            "a thread that waits for a signal, or begins to, is refused when its Muster closes; it need not be interrupted")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void awaitsSignal(boolean before) throws Exception {
        Gate locked = new Gate();
        Gate go = new Gate();
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            Lock lock = muster.lock("lock");
            lock.lock();
            try {
                Condition signal = lock.newCondition();
                locked.open();
                go.pass();
                for (; ; ) {
                    signal.awaitUninterruptibly();
                }
            } catch (Throwable thrown) {
                refused.set(thrown);
            } finally {
                lock.unlock();
            }
        });
        waiter.start();
        locked.pass();
        if (before) {
            go.open();
            Gate.until("it waits", muster.lock("lock")::tryLock);
            muster.lock("lock").unlock();
        }
        muster.close();
        go.open();
        waiter.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(refused.get()).isInstanceOf(RefusedException.class).hasMessageContaining("a signal at lock lock");
        assertThat(muster.lock("lock").tryLock()).isTrue();
        muster.lock("lock").unlock();
    }
}
