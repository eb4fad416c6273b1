package dev.muster.benchmarks.processes;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;

/** What many children at once do. */
class Crowd {
    @Parallel(on = Workers.PROCESSES, pool = "crowd")
    long[] square(long x) throws InterruptedException {
        Thread.sleep(2_000);
        return new long[] {x * x, CallContext.current().pid()};
    }
}
