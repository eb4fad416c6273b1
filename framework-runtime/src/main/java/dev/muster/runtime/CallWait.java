package dev.muster.runtime;

import dev.muster.call.Call;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;

/** A worker's wait for a call, at most until a deadline. */
final class CallWait implements ManagedBlocker {
    private final Call<?> call;
    private final boolean untilEnded;
    private final long nanos;
    private final long start = System.nanoTime();

    CallWait(Call<?> call, boolean untilEnded, long nanos) {
        this.call = call;
        this.untilEnded = untilEnded;
        this.nanos = nanos;
    }

    @Override
    public boolean block() throws InterruptedException {
        call.park(untilEnded, left());
        return isReleasable();
    }

    @Override
    public boolean isReleasable() {
        return (untilEnded ? call.hasEnded() : call.isDone()) || left() <= 0;
    }

    private long left() {
        return nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
    }
}
