package dev.muster.behaviour;

import dev.muster.CallContext;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Priority;
import dev.muster.Workers;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** Methods that do what they are given, on workers of each kind. */
class Jobs {
    private final CyclicBarrier together = new CyclicBarrier(2);

    @Parallel
    Object thread(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES)
    Object core(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(workers = 1)
    Object oneThread(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, workers = 1)
    Object oneCore(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, pool = "shared", workers = 1)
    Object sharedCore(Callable<?> job) throws Exception {
        return job.call();
    }

    @Priority(Priority.HIGHEST)
    @Parallel(on = Workers.CORES, pool = "shared", workers = 1)
    Object sharedCoreUrgent(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(workers = 3)
    Object threeThreads(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    CompletionStage<Object> stage(Supplier<CompletionStage<Object>> job) {
        return job.get();
    }

    @Parallel
    int square(int x) {
        return x * x;
    }

    @Parallel(on = Workers.CORES)
    int squareOnCore(int x) {
        if (x == Integer.MIN_VALUE) {
            throw new ArithmeticException("no square of " + x);
        }
        return x * x;
    }

    @Parallel
    @Guarded("squares")
    int squareAlone(int x) {
        return squareOnCore(x);
    }

    @Parallel
    @FireEvent("squared")
    int squareAndTell(int x) {
        return squareOnCore(x);
    }

    /** 1 if it has got the lock while one other body of this array asked for it. */
    @Parallel
    int tryLockTogether(int ignored) throws Exception {
        Lock lock = CallContext.current().muster().lock("together");
        together.await(60, TimeUnit.SECONDS);
        boolean got = lock.tryLock();
        together.await(60, TimeUnit.SECONDS);
        if (got) {
            lock.unlock();
        }
        return got ? 1 : 0;
    }

    @Parallel(name = "tick")
    String withoutParameter() {
        return "tick";
    }
}
