package dev.muster.stress.call;

import dev.muster.WorkerInfo;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.call.Runner;
import java.util.concurrent.atomic.AtomicInteger;

/** A queued call whose body returns 42, with counts of what must happen at most once. */
final class StressCall extends Call<Integer> implements CallOwner, Runner {
    private static final WorkerInfo WORKER = new WorkerInfo("stress", 0, "here");

    final AtomicInteger bodies = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    private volatile Thread runner = Thread.currentThread();
    private int result;

    StressCall() {
        super(NoSite.INSTANCE);
        place(1, null, this);
        queue();
    }

    /** What a worker does with a call; whether the body ran. */
    boolean runHere() {
        runner = Thread.currentThread();
        boolean begun = begin(this);
        if (begun) {
            invoke();
        }
        return begun;
    }

    @Override
    protected void body() {
        bodies.incrementAndGet();
        result = 42;
    }

    @Override
    protected Integer result() {
        return result;
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
        runner.interrupt();
    }
}
