package dev.muster.runtime;

import dev.muster.call.Call;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks for the end of a call for a moment before its caller parks: to wake a thread takes longer than a tiny call does.
 *
 * <p>One for the calls of a method. Where a look was in vain, the next joins, one, three, seven and so on up to {@link #LONGEST}, go
 * without, until one is not: so calls that last pay next to nothing, and calls that get shorter are noticed. Of all threads, at
 * most half as many as there are processors look at the same time; the others' work needs the rest.
 *
 * <p>{@code inVain} and {@code without} are hints, which threads may overwrite for each other.
 */
final class Glance {
    private static final long NANOS = 50_000; // longer than it takes to wake a worker, or a child
    private static final int SPINS_BETWEEN_TIMES = 32;
    private static final int LONGEST = 255;
    private static final AtomicInteger FREE =
            new AtomicInteger(Runtime.getRuntime().availableProcessors() / 2);

    private int inVain;
    private int without;

    /** Whether the call has ended, or, unless {@code untilEnded}, is done, by now or within the moment. */
    boolean sees(Call<?> call, boolean untilEnded) {
        if (without > 0) {
            without--;
            return false;
        }
        if (FREE.getAndDecrement() <= 0) {
            FREE.getAndIncrement();
            return false;
        }
        boolean seen;
        try {
            seen = look(call, untilEnded);
        } finally {
            FREE.getAndIncrement();
        }
        inVain = seen ? 0 : Math.min(LONGEST, 2 * inVain + 1);
        without = inVain;
        return seen;
    }

    private static boolean look(Call<?> call, boolean untilEnded) {
        long start = System.nanoTime();
        do {
            for (int i = 0; i < SPINS_BETWEEN_TIMES; i++) {
                if (untilEnded ? call.hasEnded() : call.isDone()) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - start < NANOS);
        return false;
    }
}
