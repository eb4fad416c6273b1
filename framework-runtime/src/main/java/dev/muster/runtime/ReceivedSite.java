package dev.muster.runtime;

import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallSite;
import dev.muster.call.Failure;
import dev.muster.call.PolicedCall;
import dev.muster.spec.MethodSpec;
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

    @Override
    public String toString() {
        return method.toString();
    }
}
