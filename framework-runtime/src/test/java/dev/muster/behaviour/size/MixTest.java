package dev.muster.behaviour.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.CallFailedException;
import dev.muster.DeadlockException;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.WaitTimeoutException;
import dev.muster.behaviour.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class MixTest {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int THREADS = 4;
    private static final int AT_ONCE = 100;

    private final Mix mix = new Mix();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger deadlocks = new AtomicInteger();

    @DisplayName(
            "calls with claims of all kinds, cancelled at random: no claim is violated, and in the end all is free")
    @Test
    void mix() throws Exception {
        long seed = Figures.seed("mix");
        try (Muster muster =
                Muster.builder().onUnobservedFailure((call, failure) -> {}).open()) {
            MixDispatcher dispatcher = new MixDispatcher(mix, muster);
            Figures figures = Figures.start();
            long start = System.nanoTime();
            Crew.of(THREADS, index -> {
                        SplittableRandom random = new SplittableRandom(seed + index);
                        while (System.nanoTime() - start < NANOS) {
                            round(dispatcher, random);
                        }
                    })
                    .join();
            figures.print("calls of all kinds", calls.get());
            System.out.println(succeeded + " succeeded, " + cancelled + " cancelled, " + late + " waited too long, "
                    + deadlocks + " deadlocks, " + mix.bodies() + " bodies");
            assertAllIsFree(muster);
        }
        assertThat(mix.wrong()).isZero();
        assertThat(succeeded.get() + cancelled.get() + late.get() + deadlocks.get())
                .isEqualTo(calls.get());
    }

    private void round(MixDispatcher dispatcher, SplittableRandom random) throws Exception {
        List<Task<Void>> tasks = new ArrayList<>();
        int conditional = 0;
        for (int i = 0; i < AT_ONCE; i++) {
            int key = random.nextInt(Mix.KEYS);
            int choice = random.nextInt(8);
            switch (choice) {
                case 0 -> tasks.add(dispatcher.both(job(random)));
                case 1 -> tasks.add(dispatcher.readWithTwo(job(random)));
                case 2, 3 -> tasks.add(dispatcher.keys(key, random.nextInt(Mix.KEYS), job(random)));
                case 4 -> {
                    tasks.add(dispatcher.whenOpen(job(random)));
                    conditional++;
                }
                case 5 -> tasks.add(dispatcher.impatient(key, job(random)));
                case 6 ->
                    tasks.add(
                            dispatcher.keys(key, key, () -> dispatcher.openUp().cancel(true)));
                default -> {
                    calls.getAndIncrement();
                    dispatcher.all(job(random));
                    succeeded.getAndIncrement();
                }
            }
            if (random.nextInt(4) == 0 && !tasks.isEmpty()) {
                tasks.get(random.nextInt(tasks.size())).cancel(random.nextBoolean());
            }
        }
        List<Task<Void>> openers = new ArrayList<>();
        for (int i = 0; i < conditional; i++) {
            openers.add(dispatcher.openUp());
        }
        while (conditional > 0 && !tasks.stream().allMatch(Task::isDone)) {
            openers.add(dispatcher.openUp()); // an opening may be lost: two in a row let one through
            openers.get(openers.size() - 1).join();
        }
        tasks.addAll(openers);
        tasks.forEach(this::end);
    }

    private static Mix.Job job(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> Thread::yield;
            case 1 -> () -> Thread.sleep(0, 1_000);
            default -> () -> {};
        };
    }

    private void end(Task<Void> task) {
        calls.getAndIncrement();
        try {
            task.join();
            succeeded.getAndIncrement();
        } catch (CancellationException expected) {
            cancelled.getAndIncrement();
            try {
                task.awaitEnd();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        } catch (WaitTimeoutException expected) {
            late.getAndIncrement();
        } catch (CallFailedException failure) {
            if (!(failure.getCause() instanceof DeadlockException)) {
                throw failure;
            }
            deadlocks.getAndIncrement();
        }
    }

    private static void assertAllIsFree(Muster muster) {
        List<Lock> locks = new ArrayList<>(List.of(muster.lock("a"), muster.lock("b")));
        for (int key = 0; key < Mix.KEYS; key++) {
            locks.add(muster.lock("k", key));
        }
        for (Lock lock : locks) {
            assertThat(lock.tryLock()).as(lock.toString()).isTrue();
            lock.unlock();
        }
        assertThat(muster.semaphore("permits", Mix.PERMITS).available()).isEqualTo(Mix.PERMITS);
        assertThat(muster.semaphore("permits", Mix.PERMITS).waiting()).isZero();
        assertThat(muster.explain()).doesNotContain("waits").doesNotContain("held by");
        System.out.println("in the end: '" + muster.explain() + "'");
    }
}
