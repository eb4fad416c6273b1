package dev.muster.runtime.admission;

import dev.muster.MusterException;
import dev.muster.SharedBarrier;
import dev.muster.spec.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A barrier for code that needs it in the middle of a body. */
final class BarrierHandle implements SharedBarrier {
    private final Admission admission;
    private final Barrier barrier;

    BarrierHandle(Admission admission, Barrier barrier) {
        this.admission = admission;
        this.barrier = barrier;
    }

    @Override
    public int await() throws InterruptedException {
        BlockingRequest arrival = new BlockingRequest(admission.current(), barrier, 0);
        try {
            arrival.acquire();
        } catch (InterruptedException interrupted) {
            throw departs(arrival, interrupted);
        }
        return arrival.take;
    }

    @Override
    public int await(long time, TimeUnit unit) throws InterruptedException, TimeoutException {
        BlockingRequest arrival = new BlockingRequest(admission.current(), barrier, 0);
        boolean passed;
        try {
            passed = arrival.tryAcquire(unit.toNanos(time));
        } catch (InterruptedException interrupted) {
            throw departs(arrival, interrupted);
        }
        if (!passed) {
            throw new TimeoutException(admission.current().name() + " waited "
                    + Durations.text(Duration.ofNanos(unit.toNanos(time))) + " at barrier " + barrier);
        }
        return arrival.take;
    }

    /** Also one that comes interrupted breaks its generation, as in {@link java.util.concurrent.CyclicBarrier}. */
    private static InterruptedException departs(BlockingRequest arrival, InterruptedException interrupted) {
        arrival.depart(new MusterException(arrival.owner().name() + " was interrupted"));
        return interrupted;
    }

    @Override
    public int parties() {
        return barrier.parties();
    }

    @Override
    public int waiting() {
        return barrier.waiting();
    }

    @Override
    public void reset() {
        barrier.reset();
    }

    @Override
    public void abort() {
        barrier.abort(new IllegalStateException("barrier " + barrier.label() + " was aborted by "
                + admission.current().name()));
    }

    @Override
    public boolean isBroken() {
        return barrier.isBroken();
    }

    @Override
    public String toString() {
        return barrier.toString();
    }
}
