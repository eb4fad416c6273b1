package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.BarrierBrokenException;
import dev.muster.Batch;
import dev.muster.DeadlockException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.RefusedException;
import dev.muster.RunTimeoutException;
import dev.muster.SharedBarrier;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WaitTimeoutException;
import dev.muster.call.Call;
import dev.muster.runtime.workers.LocalRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What annotations promise of locks, permits, events, barriers, conditions and limits. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class SharedTest {
    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final Shared target = new Shared();
    private final SharedDispatcher shared = new SharedDispatcher(target, muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    /** A call that holds until the gate is opened. */
    private static Callable<?> holding(Gate started, Gate go) {
        return () -> {
            started.open();
            go.pass();
            return "held";
        };
    }

    private static List<Callable<?>> times(int n, Callable<?> job) {
        return Collections.nCopies(n, job);
    }

    @DisplayName("LCK-13: calls under one lock exclude each other, blocking and not")
    @Test
    void exclusion() throws Exception {
        int[] count = new int[1];
        Callable<?> increment = () -> count[0]++;
        Batch<Object> batch = shared.exclusiveAll(times(10_000, increment));
        for (int i = 0; i < 1_000; i++) {
            shared.blocking(increment);
        }
        batch.join();
        assertThat(count[0]).isEqualTo(11_000);
    }

    @DisplayName("a waiting call is WAITING, says for what and behind whom, and goes on when the holder ends")
    @Test
    void waiting() throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> first = shared.exclusive(holding(started, go));
        started.pass();
        Task<Object> second = shared.exclusive(() -> "second");
        Task<Object> third = shared.exclusive(() -> "third");
        assertThat(second.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(third.explain())
                .matches("exclusive-3 waits since .* for lock \\(held by exclusive-1\\), behind exclusive-2, 2 wait");
        assertThat(muster.explain()).contains("exclusive-2 waits", "exclusive-3 waits", "held by exclusive-1");
        go.open();
        assertThat(third.join()).isEqualTo("third");
        assertThat(second.join()).isEqualTo("second");
        assertThat(first.join()).isEqualTo("held");
        assertThat(muster.lock("lock").tryLock()).isTrue();
        muster.lock("lock").unlock();
    }

    @DisplayName("a waiter that is cancelled leaves its queue and holds nothing")
    @Test
    void cancelWaiter() {
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> first = shared.exclusive(holding(started, go));
        Task<Object> second = shared.exclusive(() -> "second");
        Task<Object> third = shared.exclusive(() -> "third");
        assertThat(second.cancel(true)).isTrue();
        go.open();
        assertThat(third.join()).isEqualTo("third");
        assertThat(first.join()).isEqualTo("held");
    }

    @DisplayName("two locks are granted together: a pool of one worker is not starved by waiters")
    @Test
    void together() throws Exception {
        Gate inB = new Gate();
        Gate go = new Gate();
        Task<Object> holder = shared.free(() -> shared.b(holding(inB, go)));
        inB.pass();
        Task<Object> waiter = shared.both(() -> "both");
        assertThat(shared.inOne(() -> "the worker is free").join()).isEqualTo("the worker is free");
        assertThat(waiter.isDone()).isFalse();
        go.open();
        assertThat(waiter.join()).isEqualTo("both");
        holder.join();
    }

    @DisplayName("readers run together, writers alone")
    @Test
    void sharing() {
        CountDownLatch all = new CountDownLatch(3);
        shared.sharedAll(times(3, () -> {
                    all.countDown();
                    return all.await(60, TimeUnit.SECONDS);
                }))
                .join()
                .forEach(met -> assertThat(met).isEqualTo(true));
    }

    @DisplayName("keys exclude by value; equal keys are one claim; a null key is refused by name")
    @Test
    void keys() throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> ab = shared.keyed("a", "b", holding(started, go));
        started.pass();
        assertThat(shared.keyed("c", "c", () -> "free").join()).isEqualTo("free");
        Task<Object> bc = shared.keyed("b", "c", () -> "bc");
        assertThat(bc.phase()).isEqualTo(TaskPhase.WAITING);
        go.open();
        assertThat(bc.join()).isEqualTo("bc");
        ab.join();
        assertThatThrownBy(() -> shared.keyed("a", null, () -> "never").join())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'to'");
    }

    @DisplayName("two dispatchers share a runtime's lock, and not an instance's")
    @Test
    void scope() throws Exception {
        SharedDispatcher other = new SharedDispatcher(new Shared(), muster);
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> holder = shared.own(holding(started, go));
        started.pass();
        assertThat(other.own(() -> "other").join()).isEqualTo("other");
        assertThat(shared.own(() -> "same").phase()).isEqualTo(TaskPhase.WAITING);
        go.open();
        holder.join();
    }

    @DisplayName("SEM: never more than n permits are out, of own and of named ones")
    @Test
    void permits() {
        AtomicInteger out = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        shared.threeAll(times(200, () -> {
                    most.accumulateAndGet(out.incrementAndGet(), Math::max);
                    Thread.sleep(1);
                    return out.decrementAndGet();
                }))
                .join();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(shared.twoOfThreeAll(
                                times(50, () -> muster.semaphore("pool", 3).available()))
                        .join())
                .allMatch(free -> (int) free == 1);
        assertThat(muster.semaphore("pool", 3).available()).isEqualTo(3);
    }

    @DisplayName("a callback of a call that fails gives a lock back, and joins the call that waits for it")
    @Test
    void callbackJoinsWaiter() throws Exception {
        Lock lock = muster.lock("lock");
        CompletableFuture<Object> heard = shared.afterReady(() -> "never")
                .toCompletableFuture()
                .handle((result, failure) -> {
                    Task<Object> waits;
                    lock.lock();
                    try {
                        waits = shared.exclusive(() -> "let go");
                    } finally {
                        lock.unlock();
                    }
                    return waits.join();
                });
        Task<Object> fails = shared.firesReady(() -> {
            throw new IllegalStateException("no data");
        });
        assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("let go");
        fails.awaitEnd();
        muster.event("ready").clear();
    }

    @DisplayName("an event that a call fires lets those who wait go on, and is set when the call is done")
    @Test
    void events() {
        Task<Object> after = shared.afterReady(() -> "after");
        assertThat(after.phase()).isEqualTo(TaskPhase.WAITING);
        shared.firesReady(() -> "fired").join();
        assertThat(muster.event("ready").isSet()).isTrue();
        assertThat(after.join()).isEqualTo("after");
        assertThat(shared.afterReady(() -> "later").join()).isEqualTo("later");
    }

    @DisplayName("a call that was to fire an event and fails fails those who wait, with its failure as the cause")
    @Test
    void failedEvent() {
        Task<Object> after = shared.afterReady(() -> "after");
        IllegalStateException failure = new IllegalStateException("broken");
        Task<Object> fires = shared.firesReady(() -> {
            throw failure;
        });
        assertThatThrownBy(after::join).isInstanceOf(RefusedException.class).hasCause(failure);
        assertThatThrownBy(fires::join).hasCause(failure);
        muster.event("ready").clear();
        assertThat(shared.afterReady(() -> "waits").phase()).isEqualTo(TaskPhase.WAITING);
    }

    @DisplayName("BAR: all calls of a fan-out arrive before any starts, on two workers")
    @Test
    void barrierOfFanOut() {
        AtomicInteger arrived = new AtomicInteger();
        Batch<Object> batch = shared.togetherAll(times(100, arrived::incrementAndGet));
        assertThat(batch.join()).hasSize(100);
        assertThat(shared.together(() -> "alone").join()).isEqualTo("alone");
        assertThatThrownBy(() ->
                        shared.togetherStream(times(3, () -> 1).iterator()).toList())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("start");
    }

    @DisplayName("an exit barrier keeps all calls from being done until the last body has ended, on two workers")
    @Test
    void exitBarrier() throws Exception {
        Gate last = new Gate();
        List<Callable<?>> jobs = new ArrayList<>(times(9, () -> "quick"));
        jobs.add(() -> {
            last.pass();
            return "last";
        });
        Batch<Object> batch = shared.endTogetherAll(jobs);
        Gate.until("nine bodies have ended", () -> muster.explain().contains("9 wait"));
        assertThat(batch.progress().done()).isZero();
        last.open();
        assertThat(batch.join()).hasSize(10);
    }

    @DisplayName("a body that fails before an exit barrier breaks it for the others, with itself as the cause")
    @Test
    void brokenExit() {
        IllegalStateException failure = new IllegalStateException("broken");
        List<Callable<?>> jobs = new ArrayList<>(times(3, () -> "quick"));
        jobs.add(() -> {
            throw failure;
        });
        Batch<Object> batch = shared.endTogetherAll(jobs, FanOut.collectAll());
        assertThat(batch.outcomes()).hasSize(4).allMatch(outcome -> !outcome.isSuccess());
        assertThat(batch.outcomes().get(0).failure())
                .isInstanceOf(BarrierBrokenException.class)
                .hasCause(failure);
    }

    @DisplayName("a party that is cancelled before it arrives breaks its generation, and the next is whole")
    @Test
    void brokenGeneration() {
        Task<Object> first = shared.inThrees(() -> 1);
        Task<Object> second = shared.inThrees(() -> 2);
        second.cancel(true);
        assertThatThrownBy(first::join).isInstanceOf(BarrierBrokenException.class);
        assertThatThrownBy(() -> shared.inThrees(() -> 3).join()).isInstanceOf(BarrierBrokenException.class);
        assertThat(shared.inThreesAll(times(6, () -> "passed")).join()).hasSize(6);
    }

    @DisplayName("BAR: what runs at the end of one that fails at a barrier may wait for those that fail with it")
    @Test
    void dependentWaitsForOneThatFailsTogether() throws Exception {
        SharedBarrier three = muster.barrier("three", 3);
        Task<Object> first = shared.inThrees(() -> 1);
        Gate.until("one waits", () -> three.waiting() == 1);
        Task<Object> second = shared.inThrees(() -> 2);
        Gate.until("two wait", () -> three.waiting() == 2);
        CompletableFuture<Object> dependent = first.toCompletableFuture().exceptionally(broken -> {
            assertThatThrownBy(second::join).isInstanceOf(BarrierBrokenException.class);
            return "waited for it";
        });
        Thread resets = new Thread(three::reset);
        resets.start();
        assertThat(dependent.get(20, TimeUnit.SECONDS)).isEqualTo("waited for it");
        resets.join();
    }

    @DisplayName("CND: a condition is asked by whoever leaves the lock; nobody signals")
    @Test
    void condition() {
        Task<Object> waits = shared.whenOpen(() -> "open");
        assertThat(waits.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(waits.explain()).contains("condition");
        shared.setOpen(true);
        assertThat(waits.join()).isEqualTo("open");
        shared.setOpen(false);
        Task<Object> again = shared.whenOpen(() -> "rechecked");
        target.open = true;
        muster.recheck("door");
        assertThat(again.join()).isEqualTo("rechecked");
    }

    @DisplayName("a wait limit ends the wait, says who holds what, and leaves the queue")
    @Test
    void waitLimit() throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> holder = shared.exclusive(holding(started, go));
        started.pass();
        assertThatThrownBy(() -> shared.waitsLittle(() -> "never").join())
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("50ms")
                .hasMessageContaining("lock (held by exclusive-1)");
        assertThatThrownBy(() -> shared.blocksLittle(() -> "never"))
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessageContaining("held by exclusive-1");
        go.open();
        holder.join();
        assertThat(shared.blocksLittle(() -> "free")).isEqualTo("free");
    }

    @DisplayName("a run limit fails the caller now; the lock stays held until the body has ended")
    @Test
    void runLimit() throws Exception {
        Gate go = new Gate();
        Task<Object> slow = shared.runsLittle(go::passWhateverHappens);
        assertThatThrownBy(slow::join).isInstanceOf(RunTimeoutException.class);
        assertThat(slow.awaitEnd(Duration.ofMillis(1))).isFalse();
        assertThat(muster.lock("lock").tryLock()).isFalse();
        go.open();
        slow.awaitEnd();
        assertThat(muster.lock("lock").tryLock()).isTrue();
        muster.lock("lock").unlock();
    }

    @DisplayName("a joined child uses its parent's lock, a lock is reentrant in its call")
    @Test
    void lending() {
        Task<Object> parent = shared.exclusive(() -> {
            Task<Object> child = shared.exclusive(() -> shared.blocking(() -> "inner"));
            return child.join();
        });
        assertThat(parent.join()).isEqualTo("inner");
        Task<Object> batch = shared.exclusive(
                () -> shared.exclusiveAll(times(5, () -> "child")).join());
        assertThat((List<?>) batch.join()).hasSize(5);
    }

    @DisplayName(
            "a blocking call on a plain thread lends its lock to calls that it starts and joins; a thread does not lend its own")
    @Test
    void lendingFromAThread() throws Exception {
        assertThat(shared.blocking(() ->
                        shared.exclusive(() -> shared.blocking(() -> "inner")).join()))
                .isEqualTo("inner");
        assertThat((List<?>) shared.blocking(
                        () -> shared.exclusiveAll(times(5, () -> "child")).join()))
                .hasSize(5);
        assertThat(shared.blocking(
                        () -> shared.free(() -> shared.blocking(() -> "free")).join()))
                .isEqualTo("free");
        Lock lock = muster.lock("lock");
        lock.lock();
        try {
            assertThat(shared.free(lock::tryLock).join()).isEqualTo(false);
            assertThatThrownBy(() -> shared.exclusive(() -> "never").join()).isInstanceOf(DeadlockException.class);
        } finally {
            lock.unlock();
        }
    }

    @DisplayName("a wait with a limit is no part of a ring: tryLock returns false in the end")
    @Test
    void limitedWait() {
        Lock lock = muster.lock("lock");
        lock.lock();
        try {
            assertThat(shared.free(() -> lock.tryLock(200, TimeUnit.MILLISECONDS))
                            .join())
                    .isEqualTo(false);
        } finally {
            lock.unlock();
        }
    }

    @DisplayName("a ring of nested locks is found, named and broken")
    @Test
    void deadlock() throws Exception {
        Gate inA = new Gate();
        Gate inB = new Gate();
        List<Throwable> found = new ArrayList<>();
        Task<Object> ab = shared.free(() -> shared.a(() -> {
            inA.open();
            inB.pass();
            return shared.b(() -> "ab");
        }));
        Task<Object> ba = shared.free(() -> shared.b(() -> {
            inB.open();
            inA.pass();
            return shared.a(() -> "ba");
        }));
        for (Task<Object> each : List.of(ab, ba)) {
            try {
                each.join();
            } catch (RuntimeException failed) {
                found.add(failed.getCause());
            }
        }
        assertThat(found)
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("free-1")
                .hasMessageContaining("free-2")
                .hasMessageContaining("a, held by");
    }

    @DisplayName("a ring through a call that sleeps until its condition comes true under a lock which is held for ever")
    @Test
    void ringThroughASleeper() {
        Task<Object> sleeper = shared.whenOpen(() -> "never");
        Gate.until("it sleeps", () -> sleeper.explain().contains("for its condition"));
        Lock door = muster.lock("door");
        door.lock();
        try {
            assertThatThrownBy(sleeper::join)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for door, held by thread");
        } finally {
            door.unlock();
        }
    }

    @DisplayName("a call that waits for two locks is explained once, even if the clock ticks meanwhile")
    @Test
    void explainedOnce() throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> holder = shared.both(holding(started, go));
        started.pass();
        Task<Object> waits = shared.both(() -> "both");
        long start = System.nanoTime();
        while (System.nanoTime() - start < 300_000_000) { // as many ticks as milliseconds
            assertThat(muster.explain().lines().filter(line -> line.startsWith(waits.name() + " waits since")))
                    .hasSize(1);
        }
        go.open();
        holder.join();
        waits.join();
    }

    @DisplayName("a body that waits is explained when its call is cancelled, too")
    @Test
    void explainedWhenCancelled() throws Exception {
        Gate begun = new Gate();
        Gate go = new Gate();
        Task<Object> parent = shared.free(() -> {
            shared.exclusive(holding(begun, go))
                    .awaitEnd(Duration.ofMinutes(2)); // without a limit it might run that itself
            return null;
        });
        begun.pass();
        parent.cancel(false);
        Gate.until("it says for what", () -> muster.explain().contains("and waits for exclusive-1"));
        go.open();
        parent.awaitEnd();
    }

    @DisplayName("calls that join each other in a ring fail by name")
    @Test
    void joinRing() throws Exception {
        AtomicReference<Task<Object>> first = new AtomicReference<>();
        Gate known = new Gate();
        Task<Object> parent = shared.free(() -> {
            known.pass();
            Task<Object> child = shared.free(() -> first.get().join());
            return child.join();
        });
        first.set(parent);
        known.open();
        assertThatThrownBy(parent::join).hasStackTraceContaining("DeadlockException");
    }

    @DisplayName("primitive arrays go through the lock element by element")
    @Test
    void array() {
        assertThat(shared.squareArray(new int[] {1, 2, 3, 4})).containsExactly(1, 4, 9, 16);
    }

    @DisplayName("closeNow ends those who wait: calls are returned, blocked threads are refused")
    @Test
    void closeNow() throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        Task<Object> holder = shared.exclusive(holding(started, go));
        started.pass();
        Task<Object> waits = shared.exclusive(() -> "never");
        Task<Object> event = shared.afterReady(() -> "never");
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Thread blocked = new Thread(() -> {
            Lock lock = muster.lock("lock");
            try {
                lock.lock();
            } catch (RuntimeException thrown) {
                refused.set(thrown);
            }
        });
        blocked.start();
        Gate.until(
                "three wait",
                () -> muster.explain()
                                .lines()
                                .filter(line -> line.contains("waits since"))
                                .count()
                        == 3);
        assertThat(muster.closeNow()).containsExactlyInAnyOrder(waits, event);
        blocked.join();
        assertThat(refused.get()).isInstanceOf(RefusedException.class);
        assertThat(holder.isCancelled()).isTrue();
    }

    @DisplayName("close waits for those who wait to be admitted")
    @Test
    void closeDrains() throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        shared.exclusive(holding(started, go));
        started.pass();
        Task<Object> waits = shared.exclusive(() -> "drained");
        Thread closer = new Thread(muster::close);
        closer.start();
        Gate.until("closing", () -> shared.exclusive(() -> "late").isDone());
        go.open();
        assertThat(waits.join()).isEqualTo("drained");
        closer.join();
    }

    @DisplayName(
            "a worker that is asked what a call waits for when it has gone on to the next says nothing of that one")
    @Test
    void askedWhenTheWorkerHasGoneOn() {
        Task<Object> first = shared.inOne(() -> "first");
        first.join();
        Callable<?> asks = () ->
                String.valueOf(Objects.requireNonNull(LocalRunner.current()).waitsFor((Call<?>) first));
        assertThat(shared.inOne(asks).join()).isEqualTo("null");
    }

    @DisplayName("a call that is explained while it is granted what it waits for does not seem to wait for itself")
    @Test
    void explainedWhileGranted() throws Exception {
        Pattern itself = Pattern.compile("(exclusive-[0-9]+) waits .*held by \\1\\).*");
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicReference<Task<Object>> latest = new AtomicReference<>(shared.exclusive(() -> "first"));
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> asking = new ArrayList<>();
        for (int asker = 0; asker < 4; asker++) {
            Thread thread = new Thread(() -> {
                while (!over.get()) {
                    Stream.concat(
                                    Stream.of(latest.get().explain()),
                                    muster.explain().lines())
                            .filter(line -> itself.matcher(line).matches())
                            .forEach(wrong::add);
                }
            });
            asking.add(thread);
            thread.start();
        }
        for (int call = 0; call < 20_000; call++) {
            Task<Object> next = shared.exclusive(() -> "next");
            latest.set(next);
            if (call % 10 == 0) {
                next.join();
            }
        }
        over.set(true);
        for (Thread thread : asking) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
    }

    @DisplayName("threads without a name, as most virtual ones are, are told apart by their numbers")
    @Test
    void namelessThreads() throws Exception {
        Gate started = new Gate();
        Gate go = new Gate();
        Thread nameless = new Thread(
                () -> {
                    Lock lock = muster.lock("lock");
                    lock.lock();
                    try {
                        started.open();
                        go.passWhateverHappens();
                    } finally {
                        lock.unlock();
                    }
                },
                "");
        nameless.start();
        started.pass();
        Task<Object> waits = shared.exclusive(() -> "later");
        assertThat(waits.explain()).contains("held by thread #" + nameless.getId() + ")");
        go.open();
        waits.join();
        nameless.join();
    }
}
