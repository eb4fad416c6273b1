package dev.muster.behaviour.size;

import dev.muster.At;
import dev.muster.Barrier;
import dev.muster.Parallel;
import dev.muster.SharedBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/** Many who wait for each other, on few workers. */
final class Crowd {
    private final AtomicInteger steps = new AtomicInteger();

    @Parallel(workers = 2)
    @Barrier("begin")
    int begin(int x) {
        steps.incrementAndGet();
        return x;
    }

    @Parallel(workers = 2)
    @Barrier(value = "end", at = At.EXIT)
    int end(int x) {
        steps.incrementAndGet();
        return x;
    }

    @Parallel(workers = 2)
    @Barrier(value = "fixed", parties = 1_000)
    int fixed(int x) {
        steps.incrementAndGet();
        return x;
    }

    /** Meets the others so many times, and says whether it ever went on before all had come. */
    @Parallel(workers = 2)
    boolean meet(SharedBarrier barrier, int times) throws InterruptedException {
        boolean early = false;
        for (int i = 1; i <= times; i++) {
            steps.incrementAndGet();
            barrier.await();
            early |= steps.get() < i * barrier.parties();
        }
        return early;
    }

    int steps() {
        return steps.get();
    }
}
