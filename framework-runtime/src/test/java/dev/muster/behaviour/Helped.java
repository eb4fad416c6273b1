package dev.muster.behaviour;

import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.concurrent.Callable;

/** Bodies that are run by whoever waits for them, on his own thread. */
class Helped {
    @Parallel(on = Workers.CORES, pool = "helpedPair", workers = 2)
    Object ofTwo(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "helpedOne", workers = 1)
    Object alone(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "helpedOne", workers = 1)
    @Guarded("helpedHere")
    Object here(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("helpedThere")
    Object there(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("helpedHere")
    Object blocksHere() {
        return "here";
    }

    @Guarded("helpedThere")
    Object blocksThere() {
        return "there";
    }
}
