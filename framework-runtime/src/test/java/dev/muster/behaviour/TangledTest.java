package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class TangledTest {
    private static final int ROUNDS = Integer.getInteger("test.rounds", 25);
    private static final int ROOTS = 6;
    private static final long LIMIT_NANOS = 20_000_000_000L;

    @DisplayName(
            "calls that nest, join, cancel, time out, fail and wait for each other in every way all end, apart from each other, and nothing stays held")
    @Test
    void allEnd() throws InterruptedException {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        int begun = 0;
        for (int round = 0; round < ROUNDS; round++) {
            begun += run(seed + round);
        }
        assertThat(begun).isGreaterThan(ROUNDS * ROOTS);
    }

    /** Gives how many bodies have begun. */
    private static int run(long seed) throws InterruptedException {
        Random random = new Random(seed);
        try (Muster muster = Muster.builder()
                .drain(Duration.ofSeconds(5))
                .onUnobservedFailure((what, failure) -> {})
                .open()) {
            Tangled target = new Tangled();
            List<Task<Integer>> roots = Stream.generate(() -> Tangled.any(muster, target, random))
                    .limit(ROOTS)
                    .toList();
            roots.stream().filter(root -> random.nextInt(5) == 0).forEach(root -> root.cancel(random.nextBoolean()));
            await(muster, seed, () -> roots.stream().allMatch(Task::isDone));
            await(muster, seed, () -> isFree(muster));
            assertThat(target.clashes())
                    .as("seed %d: bodies together that must not be", seed)
                    .isZero();
            return target.begun();
        }
    }

    /** Until all have ended, those too whom nobody joins. */
    private static void await(Muster muster, long seed, BooleanSupplier met) throws InterruptedException {
        long start = System.nanoTime();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as(() -> "seed " + seed + ": " + muster.explain())
                    .isLessThan(LIMIT_NANOS);
            muster.recheck("tangled");
            muster.recheck("tangledToo");
            Thread.sleep(1);
        }
    }

    private static boolean isFree(Muster muster) {
        return Stream.of("tangled", "tangledToo").allMatch(lock -> isFree(muster, lock))
                && muster.semaphore("tangledPermits", 2).available() == 2
                && !muster.explain().contains("waits");
    }

    private static boolean isFree(Muster muster, String lock) {
        boolean free = muster.lock(lock).tryLock();
        if (free) {
            muster.lock(lock).unlock();
        }
        return free;
    }
}
