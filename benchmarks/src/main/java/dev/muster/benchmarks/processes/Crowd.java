package dev.muster.benchmarks.processes;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;

/** What many children at once do: wait until all are there, sleep, square. */
class Crowd {
    @Parallel(on = Workers.PROCESSES, pool = "crowd")
    long[] square(int all, long x) throws InterruptedException {
        CallContext call = CallContext.current();
        call.muster().barrier("all here", all).await();
        Thread.sleep(2_000);
        return new long[] {x * x, call.pid()};
    }
}
