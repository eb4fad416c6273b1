package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.CallContext;
import dev.muster.DeadlockException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.WaitTimeoutException;
import dev.muster.WhenFull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that are full. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
@SuppressWarnings("LockNotBeforeTry") // a failed test is the end of the Muster anyway
class QueueTest {
    private Muster muster = Muster.open();
    private CrowdedDispatcher crowded = new CrowdedDispatcher(new Crowded(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private void open(int limit, WhenFull then) {
        open(Muster.builder().queueLimit(limit).whenFull(then));
    }

    private void open(Muster.Builder builder) {
        muster.close();
        muster = builder.onUnobservedFailure((call, failure) -> {}).open();
        crowded = new CrowdedDispatcher(new Crowded(), muster);
    }

    private Task<Object> start(boolean onCore, Callable<?> job) {
        return onCore ? crowded.core(job) : crowded.thread(job);
    }

    private Gate holdUp(boolean onCore) throws InterruptedException {
        Gate busy = new Gate();
        Gate go = new Gate();
        Task<Object> unused = start(onCore, () -> {
            busy.open();
            go.pass();
            return null;
        });
        busy.pass();
        return go;
    }

    // ---------------------------------------------------------------- refuse

    @DisplayName("REFUSE: one call more than may wait is refused in its handle, and all others run")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refuse(boolean onCore) throws Exception {
        open(3, WhenFull.REFUSE);
        Gate go = holdUp(onCore);
        List<Task<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(start(onCore, () -> 1));
        }
        assertThatThrownBy(tasks.get(3)::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("crowded")
                .hasMessageContaining("full");
        go.open();
        tasks.subList(0, 3).forEach(Task::join);
    }

    @DisplayName(
            "REFUSE: what runs where a call is refused that one has let in who leaves two locks may wait for one at the other")
    @Test
    void dependentWaitsForOneAtTheOtherLock() throws Exception {
        open(1, WhenFull.REFUSE);
        Gate holds = new Gate();
        Gate leaves = new Gate();
        Task<Object> twice = crowded.guardedTwice(() -> {
            holds.open();
            leaves.pass();
            return 1;
        });
        holds.pass();
        Gate go = holdUp(false);
        Task<Object> queued = crowded.thread(() -> 2);
        Task<Object> first = crowded.guarded(() -> 3);
        Task<Object> second = crowded.guardedToo(() -> 4);
        CompletableFuture<Object> dependent = first.toCompletableFuture().exceptionally(full -> second.join());
        leaves.open();
        assertThat(dependent.get(20, TimeUnit.SECONDS)).isEqualTo(4);
        assertThatThrownBy(first::join).isInstanceOf(RefusedException.class);
        go.open();
        queued.join();
        twice.join();
    }

    // ---------------------------------------------------------------- wait

    @DisplayName("WAIT: the caller waits for a place, and all calls run, in their order")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void await(boolean onCore) throws Exception {
        open(3, WhenFull.WAIT);
        Gate go = holdUp(onCore);
        AtomicInteger started = new AtomicInteger();
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        List<Task<Object>> tasks = Collections.synchronizedList(new ArrayList<>());
        Thread caller = new Thread(() -> {
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                tasks.add(start(onCore, () -> ran.add(number)));
                started.getAndIncrement();
            }
        });
        caller.start();
        Gate.until("three wait", () -> started.get() == 3);
        Gate.until("the fourth waits for a place", () -> muster.explain().contains("the queue of pool 'crowded"));
        assertThat(started).hasValue(3);
        go.open();
        caller.join();
        tasks.forEach(Task::join);
        assertThat(ran).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @DisplayName("WAIT: many callers wait, none is lost")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyWait(boolean onCore) throws Exception {
        open(2, WhenFull.WAIT);
        AtomicInteger ran = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    Task<Object> unused = start(onCore, ran::incrementAndGet);
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        muster.close();
        assertThat(ran).hasValue(4_000);
    }

    @DisplayName(
            "WAIT: an interrupted caller goes on with its status set, its call is refused, and the place of nobody is lost")
    @Test
    void interrupted() throws Exception {
        open(1, WhenFull.WAIT);
        Gate go = holdUp(false);
        Task<Object> queued = crowded.thread(() -> 1);
        AtomicReference<Task<Object>> late = new AtomicReference<>();
        AtomicBoolean status = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            late.set(crowded.thread(() -> 2));
            status.set(Thread.interrupted());
        });
        caller.start();
        Gate.until("it waits", () -> muster.explain().contains("the queue of pool"));
        caller.interrupt();
        caller.join();
        assertThat(status).isTrue();
        assertThatThrownBy(late.get()::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("interrupted");
        go.open();
        queued.join();
        for (int i = 0; i < 10; i++) {
            assertThat(crowded.thread(() -> 3).join()).isEqualTo(3);
        }
    }

    @DisplayName("WAIT: a body that starts calls on its own full pool of one worker lets another worker run")
    @Test
    void nested() {
        open(1, WhenFull.WAIT);
        assertThat(crowded.thread(() -> {
                            List<Task<Object>> tasks = new ArrayList<>();
                            for (int i = 0; i < 20; i++) {
                                tasks.add(crowded.thread(() -> 1));
                            }
                            return tasks.stream()
                                    .mapToInt(task -> (int) task.join())
                                    .sum();
                        })
                        .join())
                .isEqualTo(20);
    }

    @DisplayName("WAIT: the wait limit of the call counts while its caller waits for a place")
    @Test
    void waitLimit() throws Exception {
        open(1, WhenFull.WAIT);
        Gate go = holdUp(false);
        Task<Object> queued = crowded.thread(() -> 1);
        Task<Object> hasty = crowded.hasty(() -> 2);
        assertThatThrownBy(hasty::join)
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("the queue of pool 'crowdedThread'");
        go.open();
        queued.join();
    }

    @DisplayName("WAIT: a caller that holds the lock which the calls before it need is a deadlock, and ends as such")
    @Test
    void deadlock() {
        open(1, WhenFull.WAIT);
        Lock lock = muster.lock("crowded");
        lock.lock();
        Task<Object> first = crowded.guarded(() -> 1);
        Task<Object> second = crowded.guarded(() -> 2);
        lock.unlock();
        List<Object> ends = new ArrayList<>();
        for (Task<Object> task : List.of(first, second)) {
            try {
                ends.add(task.join());
            } catch (DeadlockException found) {
                ends.add("deadlock");
            }
        }
        assertThat(ends).containsOnlyOnce("deadlock");
    }

    @DisplayName(
            "WAIT: callers that wait when the Muster is closed come free; close runs their calls, closeNow cancels them")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closing(boolean now) throws Exception {
        open(1, WhenFull.WAIT);
        Gate go = holdUp(false);
        List<Task<Object>> tasks = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 5; caller++) {
            Thread thread = new Thread(() -> tasks.add(crowded.thread(() -> 1)));
            thread.start();
            callers.add(thread);
        }
        Gate.until(
                "four wait",
                () -> tasks.size() == 1
                        && callers.stream().filter(Thread::isAlive).allMatch(QueueTest::isParked));
        if (now) {
            assertThat(muster.closeNow()).hasSize(5);
        } else {
            go.open();
            muster.close();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(tasks).hasSize(5).allMatch(task -> task.isDone() && task.isCancelled() == now);
    }

    private static boolean isParked(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    @DisplayName("WAIT: before child processes, too")
    @Test
    void processes() throws Exception {
        open(Muster.builder().queueLimit("crowdedProcess", 2, WhenFull.WAIT));
        AtomicInteger started = new AtomicInteger();
        List<Task<Integer>> tasks = Collections.synchronizedList(new ArrayList<>());
        Thread caller = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                tasks.add(crowded.waits(i));
                started.getAndIncrement();
            }
        });
        caller.start();
        Gate.until("one waits", () -> muster.explain().contains("the queue of pool 'crowdedProcess'"));
        assertThat(started.get()).isLessThan(20);
        muster.event("crowdedMayGo").set();
        caller.join();
        for (int i = 0; i < 20; i++) {
            assertThat(tasks.get(i).join()).isEqualTo(i);
        }
    }

    @DisplayName("REFUSE: before child processes, too, with the name of the call and the way out")
    @Test
    void refusedByProcesses() {
        open(Muster.builder().queueLimit("crowdedProcess", 2, WhenFull.REFUSE));
        List<Task<Integer>> accepted = new ArrayList<>();
        Task<Integer> last = crowded.waits(0);
        while (!last.isDone()) {
            accepted.add(last);
            last = crowded.waits(accepted.size());
        }
        assertThatThrownBy(last::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        last.name() + " is refused: the queue of pool 'crowdedProcess' is full: 2 calls wait")
                .hasMessageContaining("queueLimit(…)");
        muster.event("crowdedMayGo").set();
        assertThat(accepted).extracting(Task::join).doesNotContainNull();
    }

    // ---------------------------------------------------------------- caller runs

    @DisplayName("CALLER_RUNS: the caller runs the body itself, with a context, and its own interrupt stays its own")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callerRuns(boolean onCore) throws Exception {
        open(1, WhenFull.CALLER_RUNS);
        Gate go = holdUp(onCore);
        Task<Object> queued = start(onCore, () -> 1);
        Thread self = Thread.currentThread();
        self.interrupt();
        Task<Object> own = start(
                onCore,
                () -> Thread.currentThread() == self && !self.isInterrupted()
                        ? CallContext.current().workerName()
                        : "");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(own.isDone()).isTrue();
        assertThat(own.join()).isEqualTo(self.getName());
        assertThat(CallContext.find()).isEmpty();
        assertThatThrownBy(start(onCore, () -> {
                    throw new IllegalStateException("mine");
                })::join)
                .hasRootCauseMessage("mine");
        assertThat(queued.isDone()).isFalse();
        go.open();
        queued.join();
    }

    @DisplayName("CALLER_RUNS: refused while the caller holds a lock, or where the call needs one")
    @Test
    void callerHolds() throws Exception {
        open(1, WhenFull.CALLER_RUNS);
        Gate go = holdUp(false);
        Task<Object> queued = crowded.thread(() -> 1);
        assertThatThrownBy(crowded.guarded(() -> 2)::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("locks");
        Lock lock = muster.lock("another");
        lock.lock();
        assertThatThrownBy(crowded.thread(() -> 2)::join).isInstanceOf(RefusedException.class);
        lock.unlock();
        assertThat(crowded.thread(() -> 3).join()).isEqualTo(3);
        go.open();
        queued.join();
    }

    @DisplayName(
            "CALLER_RUNS: a worker that runs a call in fork-join work which a body has left it is a worker afterwards")
    @Test
    void callerIsIdleWorker() throws Exception {
        open(1, WhenFull.CALLER_RUNS);
        Gate go = holdUp(false);
        Task<Object> queued = crowded.thread(() -> 1);
        AtomicReference<Task<Object>> own = new AtomicReference<>();
        Gate started = new Gate();
        crowded.core(() -> ForkJoinTask.adapt(() -> {
                            own.set(crowded.thread(() -> CallContext.current().workerName()));
                            started.open();
                        })
                        .fork())
                .join();
        started.pass();
        assertThat(own.get().join()).isEqualTo("crowdedCore-1");
        assertThat(crowded.core(() -> 2).get(20, TimeUnit.SECONDS)).isEqualTo(2);
        go.open();
        queued.join();
    }

    @DisplayName("CALLER_RUNS: bodies that start calls without end run some themselves, and do not overflow the stack")
    @Test
    void callerRunsDeep() {
        open(1, WhenFull.CALLER_RUNS);
        AtomicInteger ran = new AtomicInteger();
        Task<Object> root = crowded.thread(() -> deeper(ran, 500));
        root.join();
        muster.close();
        assertThat(ran.get()).isGreaterThan(30);
    }

    private @org.jspecify.annotations.Nullable Object deeper(AtomicInteger ran, int left) {
        ran.getAndIncrement();
        if (left > 0) {
            Task<Object> one = crowded.thread(() -> 1);
            Task<Object> two = crowded.thread(() -> deeper(ran, left - 1));
            assertThat(one).isNotSameAs(two);
        }
        return null;
    }

    @DisplayName("CALLER_RUNS: close waits for a body that its caller runs, closeNow interrupts it")
    @Test
    void callerRunsClosed() throws Exception {
        open(1, WhenFull.CALLER_RUNS);
        holdUp(false);
        Task<Object> queued = crowded.thread(() -> 1);
        Gate running = new Gate();
        AtomicReference<Task<Object>> own = new AtomicReference<>();
        Thread caller = new Thread(() -> own.set(crowded.thread(() -> {
            running.open();
            new Gate().pass();
            return null;
        })));
        caller.start();
        running.pass();
        assertThat(muster.closeNow()).hasSize(1);
        caller.join();
        assertThat(queued.isCancelled()).isTrue();
        assertThat(own.get().isCancelled()).isTrue();
    }

    @DisplayName("CALLER_RUNS before child processes is an error when the dispatcher is built, which says the way out")
    @Test
    void callerRunsProcesses() {
        try (Muster other = Muster.builder()
                .queueLimit("crowdedProcess", 2, WhenFull.CALLER_RUNS)
                .open()) {
            assertThatThrownBy(() -> new CrowdedDispatcher(new Crowded(), other))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("crowdedProcess")
                    .hasMessageContaining("WhenFull.WAIT");
        }
    }

    // ---------------------------------------------------------------- fan-outs

    @DisplayName("fan-outs of any size obey a short queue, and do not fail by their own size")
    @ParameterizedTest
    @EnumSource
    void fanOuts(WhenFull then) {
        open(4, then);
        Callable<Integer> job = () -> 1;
        assertThat(crowded.threadAll(Collections.nCopies(1_000_000, job)).join())
                .hasSize(1_000_000);
        assertThat(crowded.coreAll(Collections.nCopies(1_000_000, job)).join()).hasSize(1_000_000);
        assertThat(crowded.guardedAll(Collections.nCopies(2_000, job)).join()).hasSize(2_000);
        assertThat(crowded.limitedAll(Collections.nCopies(100_000, job)).join()).hasSize(100_000);
        assertThat(crowded.limitedStream(
                                Collections.<Callable<?>>nCopies(5_000, job).iterator(), FanOut.failFast())
                        .count())
                .isEqualTo(5_000);
    }

    @DisplayName("a fan-out that meets at its barrier takes places afterwards, so that all can come there")
    @ParameterizedTest
    @EnumSource(names = {"WAIT", "CALLER_RUNS"})
    void barrier(WhenFull then) {
        open(4, then);
        Callable<Integer> job = () -> 1;
        assertThat(crowded.meetsAll(Collections.nCopies(100, job)).join()).hasSize(100);
    }

    // ---------------------------------------------------------------- where it is said

    @DisplayName("a limit and what then are configured for all pools, and for one; the builder outdoes that")
    @Test
    void configured() throws Exception {
        Map<String, String> settings = Map.of(
                "queueLimit", "1",
                "pool.crowdedThread.queueLimit", "2",
                "pool.crowdedThread.whenFull", "CALLER_RUNS",
                "pool.crowdedCore.queueLimit", "3",
                "whenFull", "WAIT");
        open(Muster.builder().configuration(settings).queueLimit("crowdedCore", 1, WhenFull.REFUSE));
        Gate threads = holdUp(false);
        Gate cores = holdUp(true);
        List<Task<Object>> tasks = List.of(
                crowded.thread(() -> 1), crowded.thread(() -> 2), crowded.core(() -> 3), crowded.thread(() -> 4));
        assertThat(tasks.stream().map(Task::isDone)).containsExactly(false, false, false, true);
        assertThatThrownBy(crowded.core(() -> 5)::join).isInstanceOf(RefusedException.class);
        threads.open();
        cores.open();
        tasks.forEach(Task::join);
        assertThatThrownBy(() -> Muster.builder()
                        .configuration(Map.of("whenFull", "wait"))
                        .open())
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("REFUSE, WAIT, CALLER_RUNS");
    }
}
