package dev.muster.examples.puzzles;

import dev.muster.Guarded;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.SharedSemaphore;
import dev.muster.Task;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * LB-19 and LB-20, barbershop: one customer at a time is served, in the order of arrival, some wait in chairs, and who finds no
 * chair leaves.
 *
 * <p>Leaving at once is a question, not a wait, so the chairs are a handle.
 */
final class Barbershop {
    static final int CHAIRS = 4;

    private final Trace trace;
    private final SharedSemaphore chairs;

    Barbershop(Trace trace, Muster muster) {
        this.trace = trace;
        this.chairs = muster.semaphore("chairs", CHAIRS);
    }

    @Parallel
    @Guarded("barber")
    void cutHair(int customer, Callable<?> how) throws Exception {
        trace.add("cut " + customer);
        how.call();
        chairs.release();
        trace.add("done " + customer);
    }

    /** A customer comes in; empty if there was no chair. */
    Optional<Task<Void>> visit(BarbershopDispatcher barber, int customer, Callable<?> how) {
        if (!chairs.tryAcquire()) {
            trace.add("balk " + customer);
            return Optional.empty();
        }
        trace.add("sit " + customer);
        return Optional.of(barber.cutHair(customer, how));
    }
}
