package dev.muster.runtime;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.call.ArrayCall;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.call.Failure;
import dev.muster.call.Hold;
import dev.muster.call.PlainBody;
import dev.muster.call.PolicedCall;
import dev.muster.spec.MethodSpec;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In a child process: where the calls belong that its parent has sent. The parent has begun and admitted them, applies their
 * policies and owns them; no call begins here, so that this needs no runtime.
 */
record ReceivedSite(CallMethod method, @Nullable Object target) implements CallSite {
    @Override
    public MethodSpec spec() {
        return method.spec();
    }

    @Override
    public <R extends @Nullable Object> R around(PolicedCall<R> call) throws Throwable {
        return call.callTarget();
    }

    @Override
    public void await(Call<?> call, boolean untilEnded, long nanos) throws InterruptedException {
        call.park(untilEnded, nanos);
    }

    @Override
    public void dropped(Call<?> call) {}

    @Override
    public void unobserved(Call<?> call, Failure failure) {}

    @Override
    public String explain(Call<?> call) {
        return call.name() + " is " + call.phase();
    }

    // ---------------------------------------------------------------- what no call received does

    private IllegalStateException notHere() {
        return new IllegalStateException("calls of " + method + " begin in the parent process");
    }

    @Override
    public <C extends Call<?>> C start(C call) {
        throw notHere();
    }

    @Override
    public Hold enter(Object... keys) {
        throw notHere();
    }

    @Override
    public Hold enter() {
        throw notHere();
    }

    @Override
    public <R extends @Nullable Object> R blocking(PolicedCall<R> call, Class<?>... declared) {
        throw notHere();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Batch<R> all(
            Collection<? extends A> inputs,
            FanOut options,
            Function<A, Call<R>> maker,
            @Nullable PlainBody<A, R> body) {
        throw notHere();
    }

    @Override
    public <R extends @Nullable Object> Batch<R> repeat(
            int times, FanOut options, Supplier<Call<R>> maker, @Nullable PlainBody<@Nullable Object, R> body) {
        throw notHere();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Iterator<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        throw notHere();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Stream<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        throw notHere();
    }

    @Override
    public void array(ArrayCall call) {
        throw notHere();
    }

    @Override
    public String toString() {
        return method.toString();
    }
}
