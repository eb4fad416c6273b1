package dev.muster.behaviour;

import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Priority;
import dev.muster.Workers;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Methods that do what they are given, on workers of each kind. */
class Jobs {
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

    @Parallel(name = "tick")
    String withoutParameter() {
        return "tick";
    }
}
