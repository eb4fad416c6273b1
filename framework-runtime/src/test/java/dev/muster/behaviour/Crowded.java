package dev.muster.behaviour;

import dev.muster.Barrier;
import dev.muster.CallContext;
import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.util.concurrent.Callable;

/** Methods whose pools have short queues. */
class Crowded {
    @Parallel(pool = "crowdedThread", workers = 1)
    Object thread(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, pool = "crowdedCore", workers = 1)
    Object core(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "crowdedThread", workers = 1)
    @Guarded("crowded")
    Object guarded(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("crowdedToo")
    Object guardedToo(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded({"crowded", "crowdedToo"})
    Object guardedTwice(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "crowdedThread", workers = 1)
    @Timeout("1h")
    Object limited(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "crowdedThread", workers = 1)
    @Timeout(waiting = "200ms")
    Object hasty(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "crowdedThread", workers = 1)
    @Barrier("crowdedMeet")
    Object meets(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.PROCESSES, pool = "crowdedProcess", workers = 1)
    int waits(int x) throws InterruptedException {
        CallContext.current().muster().event("crowdedMayGo").await();
        return x;
    }
}
