package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.muster.BarrierBrokenException;
import dev.muster.DeadlockException;
import dev.muster.MusterException;
import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Handles on threads: what other libraries' suites assert of such primitives. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"
}) // that a hold lasts beyond its block is what is tested
class HandleTest {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(60);

    private final Admission admission = Fixtures.admission();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Lock lock = admission.lock("lock", null);
    private final Units units = admission.locks("lock").unkeyed();

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(units.isIdle()).as("%s", units).isTrue();
        admission.close();
    }

    private <T> T elsewhere(Callable<T> work) throws Exception {
        return threads.submit(work).get(20, TimeUnit.SECONDS);
    }

    private Future<?> run(Body body) {
        return threads.submit(() -> {
            body.run();
            return null;
        });
    }

    private interface Body {
        void run() throws Exception;
    }

    private static void await(Future<?> future) throws Exception {
        future.get(20, TimeUnit.SECONDS);
    }

    private static void until(BooleanSupplier state) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(limit);
            LockSupport.parkNanos(50_000);
        }
    }

    private static void takesAbout(long nanos, Body body) throws Exception {
        long start = System.nanoTime();
        body.run();
        assertThat(System.nanoTime() - start).isBetween(nanos, 100 * nanos + TimeUnit.SECONDS.toNanos(5));
    }

    // ---------------------------------------------------------------- locks

    @Test
    @DisplayName("LCK-01 RLK-05: take, a try elsewhere fails, release, a try elsewhere succeeds")
    void takeAndTry() throws Exception {
        lock.lock();
        assertThat(lock.tryLock()).isTrue();
        assertThat((boolean) elsewhere(lock::tryLock)).isFalse();
        lock.unlock();
        assertThat((boolean) elsewhere(lock::tryLock)).isFalse();
        lock.unlock();
        assertThat((boolean) elsewhere(() -> {
                    boolean taken = lock.tryLock();
                    lock.unlock();
                    return taken;
                }))
                .isTrue();
    }

    /** What a callback does while its thread still has to look at what has changed. */
    private void whileItLooks(Body callback) throws Exception {
        Event event = admission.events("go").unkeyed();
        Probe told = new Probe("told", event, 0);
        Probe next = new Probe("next", event, 0);
        told.onFailed = () -> {
            try {
                callback.run();
            } catch (Exception thrown) {
                throw new AssertionError(thrown);
            }
        };
        told.ask();
        next.ask();
        await(run(() -> event.fail(new IllegalStateException("no data"))));
        assertThat(next.failed).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "a callback gives a lock back and takes it again: who waits in between goes first, and is not forgotten")
    void callbackTakesTwice() throws Exception {
        List<Future<?>> between = new ArrayList<>();
        whileItLooks(() -> {
            lock.lock();
            between.add(run(() -> {
                lock.lock();
                lock.unlock();
            }));
            until(() -> units.waiting() == 1);
            lock.unlock();
            lock.lock();
            lock.unlock();
        });
        await(between.get(0));
    }

    @Test
    @DisplayName("a callback waits for a signal: the lock that it left is handed on at once")
    void callbackAwaitsSignal() throws Exception {
        Condition signal = lock.newCondition();
        List<Future<?>> signaller = new ArrayList<>();
        whileItLooks(() -> {
            lock.lock();
            signaller.add(run(() -> {
                lock.lock();
                signal.signal();
                lock.unlock();
            }));
            until(() -> units.waiting() == 1);
            signal.await();
            lock.unlock();
        });
        await(signaller.get(0));
    }

    @Test
    @DisplayName("a callback waits for a lock of one who is about to be told the same")
    void callbackWaitsForTheNext() throws Exception {
        Event event = admission.events("go").unkeyed();
        Probe.TestOwner other = new Probe.TestOwner("other", null);
        Probe held = new Probe(other, units, Units.ALL, null).ask();
        Probe told = new Probe("told", event, 0);
        Probe next = new Probe(other, event, 0, null);
        told.onFailed = () -> {
            lock.lock();
            lock.unlock();
        };
        next.onFailed = held::close;
        told.ask();
        next.ask();
        await(run(() -> event.fail(new IllegalStateException("no data"))));
        assertThat(next.failed).isEqualTo(1);
    }

    @Test
    @DisplayName("LCK-02 LCK-11: five contenders wait until release, then all go, in the order of arrival")
    void contendersGoInOrder() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        lock.lock();
        List<Future<?>> contenders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            contenders.add(run(() -> {
                lock.lock();
                order.add(number);
                lock.unlock();
            }));
            until(() -> units.waiting() == number + 1);
        }
        assertThat(order).isEmpty();
        lock.unlock();
        for (Future<?> contender : contenders) {
            await(contender);
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    @DisplayName(
            "LCK-04 LCK-05 RLK-06: a timed try fails after its time and leaves no trace; on a free lock it succeeds at once")
    void timedTry() throws Exception {
        lock.lock();
        elsewhere(() -> {
            takesAbout(
                    SHORT,
                    () -> assertThat(lock.tryLock(SHORT, TimeUnit.NANOSECONDS)).isFalse());
            assertThat(lock.tryLock(-1, TimeUnit.SECONDS)).isFalse();
            assertThat(lock.tryLock(Long.MIN_VALUE, TimeUnit.NANOSECONDS)).isFalse();
            return null;
        });
        assertThat(units.waiting()).isZero();
        lock.unlock();
        assertThat(lock.tryLock(1, TimeUnit.DAYS)).isTrue();
        lock.unlock();
    }

    @Test
    @DisplayName(
            "LCK-06 RLK-01 RLK-02 RLK-03: n takes need n releases; a release without a hold, or elsewhere, is an error")
    void releases() throws Exception {
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        for (int i = 1; i <= 3; i++) {
            lock.lock();
            assertThat(Fixtures.holds(ThreadOwner.current(), units)).isEqualTo(i);
        }
        assertThatThrownBy(() -> elsewhere(() -> {
                    lock.unlock();
                    return null;
                }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalMonitorStateException.class);
        for (int i = 2; i >= 0; i--) {
            lock.unlock();
            assertThat(Fixtures.holds(ThreadOwner.current(), units)).isEqualTo(i);
        }
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    @DisplayName("LCK-10 RLK-09: the text names the owner and how often it holds, or says that it is free")
    void text() {
        assertThat(lock).hasToString("lock (free)");
        lock.lock();
        assertThat(lock.toString()).startsWith("lock (held by thread '").endsWith("')");
        lock.lock();
        assertThat(lock.toString()).startsWith("lock (held by thread '").endsWith("', 2 times)");
        lock.unlock();
        lock.unlock();
    }

    @Test
    @DisplayName("an interrupt ends a wait that can be interrupted, with nothing held; another wait keeps the status")
    void interrupts() throws Exception {
        lock.lock();
        Thread[] waiter = new Thread[1];
        Future<?> interruptible = run(() -> {
            waiter[0] = Thread.currentThread();
            lock.lockInterruptibly();
        });
        until(() -> units.waiting() == 1);
        waiter[0].interrupt();
        assertThatThrownBy(() -> await(interruptible)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(units.waiting()).isZero();
        Future<?> stubborn = run(() -> {
            waiter[0] = Thread.currentThread();
            lock.lock();
            assertThat(Thread.interrupted()).isTrue();
            lock.unlock();
        });
        until(() -> units.waiting() == 1);
        waiter[0].interrupt();
        lock.unlock();
        await(stubborn);
    }

    @Test
    @DisplayName("RWL-01 RWL-03 RWL-05 RWL-07 RWL-09: readers share, writers do not; a try may pass those who wait")
    void readWrite() throws Exception {
        ReadWriteLock both = admission.readWriteLock("lock", null);
        assertThatThrownBy(() -> both.readLock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> both.writeLock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
        both.readLock().lock();
        assertThat((boolean) elsewhere(() -> both.writeLock().tryLock())).isFalse();
        Future<?> writer = run(() -> {
            both.writeLock().lock();
            both.writeLock().lock();
            both.readLock().lock();
            both.readLock().unlock();
            both.writeLock().unlock();
            both.writeLock().unlock();
        });
        until(() -> units.waiting() == 1);
        elsewhere(() -> {
            assertThat(both.readLock().tryLock(10, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(both.readLock().tryLock()).isTrue();
            both.readLock().unlock();
            return null;
        });
        both.readLock().unlock();
        await(writer);
        both.writeLock().lock();
        assertThat((boolean) elsewhere(() -> both.readLock().tryLock())).isFalse();
        both.readLock().lock();
        both.writeLock().unlock();
        elsewhere(() -> {
            assertThat(both.readLock().tryLock()).isTrue();
            both.readLock().unlock();
            return null;
        });
        both.readLock().unlock();
        assertThatThrownBy(() -> both.readLock().newCondition()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("a keyed lock is one per key; its holder can release it though it was retired and made anew meanwhile")
    void keys() throws Exception {
        Lock one = admission.lock("account", "one");
        Lock two = admission.lock("account", "two");
        one.lock();
        assertThat((boolean) elsewhere(() -> {
                    two.lock();
                    two.unlock();
                    return admission.lock("account", "one").tryLock();
                }))
                .isFalse();
        one.unlock();
        for (int key = 0; key < 10_000; key++) {
            admission.locks("account").of(key);
        }
        one.lock();
        one.unlock();
        assertThatThrownBy(one::unlock).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(admission.locks("account").size()).isLessThan(5_000);
    }

    @Test
    @DisplayName(
            "a keyed event is one per key: what is done by a handle is not lost, though it was retired since that was made")
    void keyedEvents() throws Exception {
        SharedEvent early = admission.event("ready", "one");
        for (int key = 0; key < 10_000; key++) {
            admission.events("ready").of(key);
        }
        SharedEvent late = admission.event("ready", "one");
        early.set();
        assertThat(late.isSet()).isTrue();
        assertThat(early.isSet()).isTrue();
        assertThat(early).hasToString("ready[one] (set)");
        late.await();
        early.clear();
        assertThat(late.isSet()).isFalse();
        late.set();
        early.await();
        assertThat(early.isSet()).isTrue();
    }

    // ---------------------------------------------------------------- conditions

    @Test
    @DisplayName("CND-01 RWL-10: waiting or signalling without the lock is an error at once")
    void conditionWithoutLock() {
        Condition condition = lock.newCondition();
        assertThatThrownBy(condition::await).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    @DisplayName("CND-02 CND-05: so many signals wake so many, in order; surplus ones nobody; signalAll all")
    void signals() throws Exception {
        Condition condition = lock.newCondition();
        List<Integer> woken = new CopyOnWriteArrayList<>();
        List<Future<?>> waiters = new ArrayList<>();
        int[] waiting = {0};
        for (int i = 0; i < 5; i++) {
            int number = i;
            waiters.add(run(() -> {
                lock.lock();
                lock.lock();
                waiting[0]++;
                condition.await();
                woken.add(number);
                lock.unlock();
                lock.unlock();
            }));
            until(() -> underLock(() -> waiting[0] == number + 1));
        }
        underLock(() -> {
            for (int i = 0; i < 3; i++) {
                condition.signal();
            }
            return true;
        });
        until(() -> woken.size() == 3);
        underLock(() -> {
            condition.signalAll();
            condition.signal();
            return true;
        });
        for (Future<?> waiter : waiters) {
            await(waiter);
        }
        assertThat(woken).containsExactly(0, 1, 2, 3, 4);
    }

    private boolean underLock(BooleanSupplier work) {
        lock.lock();
        try {
            return work.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    @Test
    @DisplayName("a lock with a key whose only user waits for a signal is not forgotten meanwhile")
    void keyOfOneWhoAwaitsASignalIsKept() throws Exception {
        Lock account = admission.lock("account", "one");
        Condition condition = account.newCondition();
        account.lock();
        Future<?> other = run(() -> {
            account.lock();
            account.unlock(); // so the wait has begun
            for (int key = 0; key < 10_000; key++) {
                admission.locks("account").of(key);
            }
            Lock again = admission.lock("account", "one");
            again.lock();
            condition.signal();
            again.unlock();
        });
        until(() -> admission.locks("account").of("one").waiting() == 1);
        condition.await();
        assertThat((boolean) elsewhere(() -> admission.lock("account", "one").tryLock()))
                .isFalse();
        account.unlock();
        await(other);
    }

    @Test
    @DisplayName(
            "CND-09: who cannot have the lock again after a wait fails, and takes nothing from who has it when it unlocks")
    void lostLockIsNotGivenBack() throws Exception {
        Lock other = admission.lock("other", null);
        Units others = admission.locks("other").unkeyed();
        Condition condition = lock.newCondition();
        CountDownLatch holds = new CountDownLatch(1);
        Thread[] loser = new Thread[1];
        Future<?> loses = run(() -> {
            loser[0] = Thread.currentThread();
            other.lock();
            lock.lock();
            lock.lock();
            holds.countDown();
            try {
                assertThatThrownBy(condition::await).isInstanceOf(DeadlockException.class);
            } finally {
                lock.unlock();
                lock.unlock();
                other.unlock();
            }
            assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        });
        holds.await();
        lock.lock(); // so the wait has begun
        Future<?> strikes = run(() -> {
            until(() -> others.waiting() == 1);
            loser[0].interrupt(); // wants its lock back: closes the ring, and waits last
        });
        other.lock();
        await(loses);
        await(strikes);
        assertThat((boolean) elsewhere(lock::tryLock)).isFalse();
        other.unlock();
        lock.unlock();
    }

    @Test
    @DisplayName(
            "CND-06 CND-08 CND-09: a timed wait returns false with the lock held again; an interrupt comes with it held")
    void conditionLimitsAndInterrupts() throws Exception {
        Condition condition = lock.newCondition();
        lock.lock();
        takesAbout(
                SHORT,
                () -> assertThat(condition.await(SHORT, TimeUnit.NANOSECONDS)).isFalse());
        assertThat(condition.awaitNanos(1)).isLessThanOrEqualTo(0);
        assertThat(condition.awaitNanos(Long.MIN_VALUE)).isNegative();
        assertThat(condition.await(Long.MIN_VALUE, TimeUnit.DAYS)).isFalse();
        assertThat(condition.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
        assertThat(Fixtures.holds(ThreadOwner.current(), units)).isEqualTo(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        lock.unlock();
        Thread[] waiter = new Thread[1];
        Future<?> interrupted = run(() -> {
            lock.lock();
            waiter[0] = Thread.currentThread();
            try {
                condition.await();
            } finally {
                assertThat(Fixtures.holds(ThreadOwner.current(), units)).isEqualTo(1);
                lock.unlock();
            }
        });
        until(() -> underLock(() -> waiter[0] != null));
        waiter[0].interrupt();
        assertThatThrownBy(() -> await(interrupted)).hasCauseInstanceOf(InterruptedException.class);
        lock.lock();
        condition.signal();
        lock.unlock();
    }

    // ---------------------------------------------------------------- semaphores

    @Test
    @DisplayName("SEM-01 SEM-03 SEM-05 SEM-09 SEM-13 SEM-18: counts, surplus, many at once, drain, reduce, text")
    void semaphoreCounts() throws Exception {
        SharedSemaphore semaphore = admission.semaphore("semaphore", 2);
        assertThat(semaphore).hasToString("semaphore (2 of 2 free)");
        semaphore.acquire();
        semaphore.acquire();
        assertThat(semaphore.available()).isZero();
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.tryAcquire(1, 0, TimeUnit.SECONDS)).isFalse();
        semaphore.release(2);
        assertThat(semaphore.tryAcquire(3)).isFalse();
        assertThat(semaphore.available()).isEqualTo(2);
        semaphore.release();
        assertThat(semaphore.available()).isEqualTo(3);
        assertThat(semaphore.drain()).isEqualTo(3);
        semaphore.reduce(2);
        assertThat(semaphore.available()).isEqualTo(-2);
        semaphore.release(4);
        assertThat(semaphore.available()).isEqualTo(2);
        assertThatThrownBy(() -> semaphore.release(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.acquire(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admission.semaphore("other", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admission.semaphore("semaphore", 3)).isInstanceOf(MusterException.class);
    }

    @Test
    @DisplayName("BSE-01 BSE-03: a bounded release above the start is an error and changes nothing")
    void boundedSemaphore() throws Exception {
        SharedSemaphore semaphore = admission.semaphore("semaphore", 2).bounded();
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        semaphore.acquire();
        assertThatThrownBy(() -> semaphore.release(2)).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore).hasToString("semaphore (1 of 2 free)");
        semaphore.release();
        assertThat(semaphore.available()).isEqualTo(2);
    }

    @Test
    @DisplayName("SEM-10 SEM-12: a release elsewhere lets a waiter go; interrupts end the wait, or keep the status")
    void semaphoreWaits() throws Exception {
        SharedSemaphore semaphore = admission.semaphore("semaphore", 0);
        Future<?> waiter = run(semaphore::acquire);
        until(() -> semaphore.waiting() == 1);
        semaphore.release();
        await(waiter);
        Thread.currentThread().interrupt();
        assertThatThrownBy(semaphore::acquire).isInstanceOf(InterruptedException.class);
        semaphore.release();
        Thread.currentThread().interrupt();
        semaphore.acquireUninterruptibly(1);
        assertThat(Thread.interrupted()).isTrue();
        takesAbout(
                SHORT,
                () -> assertThat(semaphore.tryAcquire(1, SHORT, TimeUnit.NANOSECONDS))
                        .isFalse());
    }

    // ---------------------------------------------------------------- events and barriers

    @Test
    @DisplayName("EVT-03: wait(0) returns the flag; a timed wait false after about its time, true if set")
    void eventHandle() throws Exception {
        SharedEvent event = admission.event("event", null);
        assertThat(event.await(0, TimeUnit.SECONDS)).isFalse();
        takesAbout(
                SHORT,
                () -> assertThat(event.await(SHORT, TimeUnit.NANOSECONDS)).isFalse());
        Future<?> waiter = run(event::await);
        until(() -> admission.events("event").unkeyed().waiting() == 1);
        event.set();
        await(waiter);
        assertThat(event.isSet() && event.await(0, TimeUnit.SECONDS)).isTrue();
        event.await();
        event.clear();
        assertThat(event.isSet()).isFalse();
    }

    @Test
    @DisplayName(
            "BAR-01 BAR-03 BAR-08: parties pass with their index; a late one makes the waiter time out and then fails")
    void barrierHandle() throws Exception {
        List<String> passages = new CopyOnWriteArrayList<>();
        SharedBarrier barrier = admission.barrier("barrier", 2, () -> passages.add("action"));
        Future<Integer> other = threads.submit(() -> barrier.await());
        until(() -> barrier.waiting() == 1);
        assertThat(barrier.await()).isZero();
        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(passages).containsExactly("action");
        assertThatThrownBy(() -> barrier.await(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(barrier.isBroken()).isTrue();
        assertThatThrownBy(barrier::await).isInstanceOf(BarrierBrokenException.class);
        barrier.abort();
        assertThatThrownBy(barrier::await)
                .isInstanceOf(BarrierBrokenException.class)
                .hasMessageContaining("aborted");
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    @DisplayName("a deadlock of two threads with two handles is named within a second")
    void deadlockOfThreads() throws Exception {
        Lock other = admission.lock("other", "k");
        long start = System.nanoTime();
        lock.lock();
        Future<?> crossed = run(() -> {
            other.lock();
            try {
                lock.lockInterruptibly();
                lock.unlock();
            } finally {
                other.unlock();
            }
        });
        until(() -> units.waiting() == 1);
        String failure = "";
        try {
            other.lock();
            other.unlock();
        } catch (MusterException deadlock) {
            failure = deadlock.getMessage();
        } finally {
            lock.unlock();
        }
        assertThat(failure).contains("other[k]").contains("lock");
        assertThat((System.nanoTime() - start) / 1e9).isCloseTo(0, within(5.0));
        await(crossed);
    }
}
