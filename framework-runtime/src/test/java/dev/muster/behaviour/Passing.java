package dev.muster.behaviour;

import dev.muster.Guarded;
import dev.muster.Mode;
import dev.muster.Parallel;
import dev.muster.Permits;
import java.util.concurrent.Callable;

/** Methods that do what they are given, some while they hold a lock, a permit or two of these. */
class Passing {
    @Parallel
    Object role(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("lent")
    Object lends(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("other")
    Object other(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded({"lent", "other"})
    Object both(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("lent")
    Object write(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded(value = "lent", mode = Mode.SHARED)
    Object read(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Permits(value = 1, of = "one")
    Object permitted(Callable<?> job) throws Exception {
        return job.call();
    }

    @Permits(value = 1, of = "one")
    Object blockingPermitted(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("lent")
    @Permits(value = 1, of = "one")
    Object lentAndPermitted(Callable<?> job) throws Exception {
        return job.call();
    }
}
