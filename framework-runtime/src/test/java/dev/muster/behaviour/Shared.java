package dev.muster.behaviour;

import dev.muster.At;
import dev.muster.AwaitCondition;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Mode;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Scope;
import dev.muster.Timeout;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Methods that do what they are given, once they are admitted. */
class Shared {
    boolean open;
    volatile BooleanSupplier answer = () -> true;

    @Guarded("lock")
    Object blocking(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("lock")
    Object exclusive(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded(value = "lock", mode = Mode.SHARED)
    Object shared(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded(value = "own", scope = Scope.INSTANCE)
    Object own(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "one", workers = 1)
    Object inOne(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "one", workers = 1)
    @Guarded({"a", "b"})
    Object both(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("a")
    Object a(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("b")
    Object b(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("account")
    Object keyed(@Key String from, @Key String to, Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Permits(3)
    Object three(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Permits(value = 3, of = "pool", take = 2)
    Object twoOfThree(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @AwaitEvent("ready")
    Object afterReady(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @FireEvent("ready")
    Object firesReady(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(workers = 2)
    @Barrier("start")
    Object together(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(workers = 2)
    @Barrier(value = "end", at = At.EXIT)
    Object endTogether(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Barrier(value = "three", parties = 3)
    Object inThrees(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("door")
    @AwaitCondition("isOpen")
    Object whenOpen(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("door")
    @AwaitCondition("isAnswered")
    @Timeout(waiting = "50ms")
    Object whenAnswered(Callable<?> job) throws Exception {
        return job.call();
    }

    boolean isAnswered() {
        return answer.getAsBoolean();
    }

    boolean isOpen() {
        return open;
    }

    @Guarded("door")
    void setOpen(boolean now) {
        open = now;
    }

    @Parallel
    @Guarded("lock")
    @Timeout(waiting = "50ms")
    Object waitsLittle(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("lock")
    @Timeout("50ms")
    Object runsLittle(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("lock")
    @Timeout(waiting = "50ms")
    Object blocksLittle(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    Object free(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("sum")
    @Parallel
    int square(int x) {
        return x * x;
    }
}
