package dev.muster.runtime;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.call.ArrayCall;
import dev.muster.call.AsyncCall;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.call.Failure;
import dev.muster.runtime.fanout.ArrayRun;
import dev.muster.runtime.fanout.CallBatch;
import dev.muster.runtime.fanout.CallStream;
import dev.muster.runtime.fanout.Origin;
import dev.muster.runtime.observe.Explanation;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.spec.MethodSpec;
import dev.muster.spi.WorkerPool;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One method of one dispatcher on a {@link MusterRuntime}. Safe for use by many threads. */
final class BoundSite implements CallSite {
    private final MusterRuntime runtime;
    private final CallMethod method;
    private final @Nullable Object target;
    private final WorkerPool pool;
    private final AtomicLong numbers;

    BoundSite(MusterRuntime runtime, CallMethod method, @Nullable Object target, WorkerPool pool, AtomicLong numbers) {
        this.runtime = runtime;
        this.method = method;
        this.target = target;
        this.pool = pool;
        this.numbers = numbers;
    }

    MusterRuntime runtime() {
        return runtime;
    }

    @Override
    public MethodSpec spec() {
        return method.spec();
    }

    @Override
    public CallMethod method() {
        return method;
    }

    @Override
    public @Nullable Object target() {
        return target;
    }

    // ---------------------------------------------------------------- starting

    @Override
    public <C extends Call<?>> C start(C call) {
        Call<?> startedBy = currentCall();
        call.place(numbers.incrementAndGet(), startedBy, null);
        if (!runtime.admits(startedBy)) {
            call.fail(runtime.refusal(call.name()));
            return call;
        }
        if (call instanceof AsyncCall) {
            runtime.track(call);
        }
        call.queueUnshared(); // claims, where a method has any, come before this
        pool.execute(call);
        return call;
    }

    private static @Nullable Call<?> currentCall() {
        LocalRunner runner = LocalRunner.current();
        return runner == null ? null : runner.call();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Batch<R> all(
            Collection<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        @Nullable Object[] copied = inputs.toArray();
        return CallBatch.start(
                origin(copied.length), options, copied.length, copied, index -> maker.apply(input(copied, index)));
    }

    /** An input: copied from a collection of As, and null only where A admits null. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <A extends @Nullable Object> A input(@Nullable Object[] copied, int index) {
        return (A) copied[index];
    }

    @Override
    public <R extends @Nullable Object> Batch<R> repeat(int times, FanOut options, Supplier<Call<R>> maker) {
        if (times < 0) {
            throw new IllegalArgumentException(spec().name() + "All(" + times + "): zero or more calls are needed");
        }
        return CallBatch.start(origin(times), options, times, null, index -> maker.get());
    }

    private Origin origin(long calls) {
        return new Origin(this, pool, currentCall(), numbers.getAndAdd(calls) + 1, runtime);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Iterator<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        Objects.requireNonNull(inputs, "inputs");
        return CallStream.of(origin(0), numbers::incrementAndGet, options, inputs, maker);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Stream<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        return this.<A, R>stream(inputs.iterator(), options, maker).onClose(inputs::close);
    }

    @Override
    public void array(ArrayCall call) {
        ArrayRun.run(origin(1), call);
    }

    // ---------------------------------------------------------------- waiting, and what becomes of calls

    @Override
    public void await(Call<?> call, boolean untilEnded, long nanos) throws InterruptedException {
        LocalRunner runner = LocalRunner.current();
        if (runner == null || !runner.isBusy()) {
            call.park(untilEnded, nanos);
            return;
        }
        if (nanos == Long.MAX_VALUE && runner.mayRunWithin(pool) && isDescendant(call, runner)) {
            runner.runWithin(call);
            pool.dropped(call);
        }
        CallWait wait = new CallWait(call, untilEnded, nanos);
        if (!wait.isReleasable()) {
            runner.block(call.name(), wait);
        }
    }

    private static boolean isDescendant(Call<?> call, LocalRunner runner) {
        Call<?> running = runner.call();
        return running != null && call.descendsFrom(running);
    }

    @Override
    public void dropped(Call<?> call) {
        pool.dropped(call);
    }

    @Override
    public void unobserved(Call<?> call, Failure failure) {
        runtime.unobserved().add(call, failure.call(), failure.cause(), failure::isObserved);
    }

    @Override
    public String explain(Call<?> call) {
        return Explanation.of(call, pool);
    }

    @Override
    public String toString() {
        return method.toString();
    }
}
