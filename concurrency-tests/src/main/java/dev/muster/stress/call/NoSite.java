package dev.muster.stress.call;

import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.call.Failure;
import dev.muster.call.PolicedCall;
import dev.muster.spec.MethodSpec;
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
    public <R extends @Nullable Object> R around(PolicedCall<R> call) throws Throwable {
        return call.callTarget();
    }
}
