package dev.muster.stress.call;

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

/** A site behind which there is no runtime: the stress tests drive calls by hand. */
public final class NoSite implements CallSite {
    static final NoSite INSTANCE = new NoSite(MethodSpec.of("Stress", "call()"));

    private final MethodSpec spec;

    /** The site of a method. */
    public NoSite(MethodSpec spec) {
        this.spec = spec;
    }

    @Override
    public MethodSpec spec() {
        return spec;
    }

    @Override
    public CallMethod method() {
        return CallMethod.local(spec);
    }

    @Override
    public @Nullable Object target() {
        return null;
    }

    @Override
    public void await(Call<?> call, boolean untilEnded, long nanos) throws InterruptedException {
        call.park(untilEnded, nanos);
    }

    @Override
    public void dropped(Call<?> call) {
        // It is in no queue.
    }

    @Override
    public void unobserved(Call<?> call, Failure failure) {
        // Nobody reports it.
    }

    @Override
    public String explain(Call<?> call) {
        return call.toString();
    }

    @Override
    public <C extends Call<?>> C start(C call) {
        throw noRuntime();
    }

    @Override
    public Hold enter() {
        throw noRuntime();
    }

    @Override
    public Hold enter(Object... keys) {
        throw noRuntime();
    }

    @Override
    public <R extends @Nullable Object> R blocking(PolicedCall<R> call, Class<?>... declared) {
        throw noRuntime();
    }

    @Override
    public <R extends @Nullable Object> R around(PolicedCall<R> call) throws Throwable {
        return call.callTarget();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Batch<R> all(
            Collection<? extends A> inputs,
            FanOut options,
            Function<A, Call<R>> maker,
            @Nullable PlainBody<A, R> body) {
        throw noRuntime();
    }

    @Override
    public <R extends @Nullable Object> Batch<R> repeat(
            int times, FanOut options, Supplier<Call<R>> maker, @Nullable PlainBody<@Nullable Object, R> body) {
        throw noRuntime();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Iterator<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        throw noRuntime();
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
            Stream<? extends A> inputs, FanOut options, Function<A, Call<R>> maker) {
        throw noRuntime();
    }

    @Override
    public void array(ArrayCall call) {
        throw noRuntime();
    }

    private static IllegalStateException noRuntime() {
        return new IllegalStateException("no runtime behind this call");
    }
}
