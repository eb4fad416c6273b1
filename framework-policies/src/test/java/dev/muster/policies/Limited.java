package dev.muster.policies;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Methods whose calls start at a rate. */
class Limited {
    final Queue<Integer> started = new ConcurrentLinkedQueue<>();

    @Parallel(workers = 1)
    @RateLimit(permits = 2, period = "1h")
    int rare(int number) {
        started.add(number);
        return number;
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @RateLimit(permits = 2, period = "1h")
    int rareInProcess(int number) {
        return number;
    }

    @Parallel
    @RateLimit(permits = 1, period = "40ms")
    int steady(int number) {
        started.add(number);
        return number;
    }

    @RateLimit(permits = 1, period = "1h", waiting = "0s", key = "tenant")
    String never(String tenant) {
        return tenant;
    }
}
