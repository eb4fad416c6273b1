package dev.muster.behaviour.size;

import dev.muster.At;
import dev.muster.Barrier;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Parallel;
import java.util.concurrent.Callable;

/** Methods that do what they are given; of which rings can be made. */
final class Ring {
    @Parallel
    Object link(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("thing")
    Object with(@Key int thing, Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Barrier(value = "end", at = At.EXIT)
    Object together(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Barrier(value = "both", parties = 2)
    Object both(Callable<?> job) throws Exception {
        return job.call();
    }
}
