package dev.muster.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SharedSemaphore;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random steps of two threads, one after the other, through our handles and through the classes of {@code java.util.concurrent}:
 * both give the same results and exceptions, misuse and interrupts included.
 */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"}) // what holds last beyond is what is tested
class RandomHandlesTest {
    private static final int SCHEDULES = 50;
    private static final int STEPS = 300;

    private final Admission admission = Fixtures.admission();
    private final List<ExecutorService> threads =
            List.of(Executors.newSingleThreadExecutor(), Executors.newSingleThreadExecutor());

    static List<Long> seeds() {
        Long fixed = Long.getLong("test.seed");
        Random random = new Random();
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < SCHEDULES; i++) {
            seeds.add(fixed == null ? random.nextLong() : fixed);
        }
        return seeds;
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        for (ExecutorService thread : threads) {
            thread.shutdownNow();
            assertThat(thread.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        admission.close();
    }

    /** The result, or which exception; and whether the thread is interrupted afterwards. */
    private String done(int thread, boolean interrupted, Callable<?> step) throws Exception {
        return threads.get(thread)
                .submit(() -> {
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    Object result;
                    try {
                        result = step.call();
                    } catch (Exception thrown) {
                        result = thrown.getClass().getSimpleName();
                    }
                    return result + (Thread.interrupted() ? ", interrupted" : "");
                })
                .get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("LCK-07 RLK-01 RLK-02 RLK-05 RWL-10 CND-01: locks answer as ReentrantReadWriteLock does")
    void locks(long seed) throws Exception {
        Random random = new Random(seed);
        ReadWriteLock theirs = new ReentrantReadWriteLock(true);
        ReadWriteLock ours = admission.readWriteLock("lock", random.nextBoolean() ? "key" : null);
        Condition theirCondition = theirs.writeLock().newCondition();
        Condition ourCondition = ours.writeLock().newCondition();
        int[] reads = new int[2];
        for (int step = 0; step < STEPS; step++) {
            int thread = random.nextInt(2);
            boolean interrupted = random.nextInt(8) == 0;
            boolean write = random.nextBoolean();
            int verb = random.nextInt(12);
            if (verb == 1 && write && reads[thread] > 0) {
                continue; // an upgrade fails rather than waits
            }
            int nanos = random.nextInt(3) - 1;
            String expected =
                    done(thread, interrupted, () -> lockStep(side(theirs, write), theirCondition, verb, nanos));
            if (expected.startsWith("busy")) {
                continue; // it would block
            }
            assertThat(done(thread, interrupted, () -> lockStep(side(ours, write), ourCondition, verb, nanos)))
                    .as("seed %d, step %d: %s by %d on %s side", seed, step, verb, thread, write ? "write" : "read")
                    .isEqualTo(expected);
            if (!write) {
                reads[thread] += verb <= 3 && (expected.startsWith("true") || expected.startsWith("done")) ? 1 : 0;
                reads[thread] -= verb >= 4 && verb <= 6 && expected.startsWith("done") ? 1 : 0;
            }
        }
    }

    private static Lock side(ReadWriteLock lock, boolean write) {
        return write ? lock.writeLock() : lock.readLock();
    }

    private static Object lockStep(Lock lock, Condition condition, int verb, long nanos) throws Exception {
        switch (verb) {
            case 0 -> {
                return lock.tryLock();
            }
            case 1 -> {
                return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
            }
            case 2, 3 -> {
                if (!lock.tryLock()) {
                    return "busy";
                }
                lock.unlock();
                if (verb == 2) {
                    lock.lock();
                } else {
                    lock.lockInterruptibly();
                }
            }
            case 4, 5, 6 -> lock.unlock();
            case 7 -> condition.signal();
            case 8 -> condition.signalAll();
            case 9 -> {
                return condition.awaitNanos(nanos) > 0;
            }
            case 10 -> {
                return condition.await(-1, TimeUnit.DAYS);
            }
            default -> {
                return condition.awaitUntil(new Date(0));
            }
        }
        return "done";
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("SEM-01: semaphores answer as Semaphore does")
    void semaphores(long seed) throws Exception {
        Random random = new Random(seed);
        int count = random.nextInt(4);
        SharedSemaphore theirs = new Theirs(count);
        SharedSemaphore ours = admission.semaphore("permits", count);
        for (int step = 0; step < STEPS; step++) {
            int thread = random.nextInt(2);
            boolean interrupted = random.nextInt(8) == 0;
            int n = random.nextInt(6) - 1;
            int verb = random.nextInt(9);
            if (verb >= 7 && n > theirs.available()) {
                continue; // it would block
            }
            String expected = done(thread, interrupted, () -> step(theirs, verb, n));
            assertThat(done(thread, interrupted, () -> step(ours, verb, n)))
                    .as("seed %d, step %d: %s of %d", seed, step, verb, n)
                    .isEqualTo(expected);
            assertThat(ours.available()).isEqualTo(theirs.available());
        }
    }

    /** {@link Semaphore} by the names of ours. */
    private static final class Theirs extends Semaphore implements SharedSemaphore {
        private static final long serialVersionUID = 1;

        private final int count;

        Theirs(int count) {
            super(count, true);
            this.count = count;
        }

        @Override
        public int drain() {
            return drainPermits();
        }

        @Override
        public void reduce(int n) {
            reducePermits(n);
        }

        @Override
        public int available() {
            return availablePermits();
        }

        @Override
        public int permits() {
            return count;
        }

        @Override
        public int waiting() {
            return getQueueLength();
        }

        @Override
        public SharedSemaphore bounded() {
            throw new UnsupportedOperationException();
        }
    }

    private static Object step(SharedSemaphore semaphore, int verb, int n) throws Exception {
        switch (verb) {
            case 0 -> {
                return semaphore.tryAcquire(n);
            }
            case 1 -> {
                return semaphore.tryAcquire(n, 0, TimeUnit.SECONDS);
            }
            case 2 -> semaphore.release(n);
            case 3 -> semaphore.release();
            case 4 -> {
                return semaphore.drain();
            }
            case 5 -> semaphore.reduce(n);
            case 6 -> {
                return semaphore.tryAcquire();
            }
            case 7 -> semaphore.acquire(n);
            default -> semaphore.acquireUninterruptibly(n);
        }
        return "done";
    }
}
