package dev.muster.runtime.workers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Looks for the end of calls for a moment before a thread parks for it: to wake a thread takes longer than a tiny call does.
 *
 * <p>One for each place where calls are waited for, of one method. Where a look was in vain, the next waits, one, three, seven
 * and so on up to {@link #LONGEST}, go without, until one is not in vain: so calls that last pay next to nothing, and calls that get
 * shorter are noticed. After the time of a very short call, a look gives way to whatever has been woken on its processor, which may
 * be what it looks for. At most half as many threads as there are processors look at the same time: the work needs the others.
 *
 * <p>{@code inVain} and {@code without} are hints, which threads may overwrite for each other.
 */
public final class Glance {
    private static final long NANOS = 50_000; // longer than it takes to wake a worker, or a child
    private static final int SPINS_BETWEEN_TIMES = 32;
    private static final long LONGEST_SPIN_NANOS = 3_000;
    private static final int LONGEST = 255;
    private static final AtomicInteger FREE =
            new AtomicInteger(Runtime.getRuntime().availableProcessors() / 2);

    private int inVain;
    private int without;

    /** Whether the condition, which other threads bring about, is true by now or within the moment. Ignores interrupts. */
    public boolean sees(BooleanSupplier condition) {
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
            seen = look(condition);
        } finally {
            FREE.getAndIncrement();
        }
        inVain = seen ? 0 : Math.min(LONGEST, 2 * inVain + 1);
        without = inVain;
        return seen;
    }

    @SuppressWarnings("ThreadPriorityCheck") // to a child process, or its worker
    private static boolean look(BooleanSupplier condition) {
        long start = System.nanoTime();
        long spent = 0;
        do {
            if (spent > LONGEST_SPIN_NANOS) {
                Thread.yield();
            }
            for (int i = 0; i < SPINS_BETWEEN_TIMES; i++) {
                if (condition.getAsBoolean()) {
                    return true;
                }
                Thread.onSpinWait();
            }
            spent = System.nanoTime() - start;
        } while (spent < NANOS);
        return false;
    }
}
