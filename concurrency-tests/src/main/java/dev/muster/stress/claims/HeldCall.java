package dev.muster.stress.claims;

import dev.muster.WorkerInfo;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.call.Runner;
import dev.muster.spec.MethodSpec;
import dev.muster.stress.call.NoSite;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A call that claims something, with counts of what must happen at most once. */
final class HeldCall extends Call<Integer> implements CallOwner, Runner {
    private static final WorkerInfo WORKER = new WorkerInfo("stress", 0, "here");

    final AtomicInteger bodies = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    private final Consumer<HeldCall> inside;

    HeldCall(MethodSpec spec, Consumer<HeldCall> inside) {
        super(new NoSite(spec));
        this.inside = inside;
        place(1, null, this);
    }

    /** What a worker does with a call. */
    void runHere() {
        if (begin(this)) {
            invoke();
        }
    }

    /** 1 succeeded, 2 failed, 3 cancelled; -1 if it has not ended, or not once. */
    int outcome() {
        if (!hasEnded() || ends.get() != 1) {
            return -1;
        }
        return isCancelled() ? 3 : cause() != null ? 2 : 1;
    }

    @Override
    protected void body() {
        bodies.incrementAndGet();
        inside.accept(this);
    }

    @Override
    protected Integer result() {
        return 42;
    }

    @Override
    public void ended(Call<?> call) {
        ends.incrementAndGet();
    }

    @Override
    public WorkerInfo info() {
        return WORKER;
    }

    @Override
    public void interrupt(Call<?> call) {
        // Nobody sleeps here.
    }
}
