package dev.muster.policies;

import java.util.function.BooleanSupplier;

/** Waits for what must come, and gives up loudly. */
final class Waiting {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private Waiting() {}

    static void until(String what, BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("never happened: " + what);
            }
            Thread.yield();
        }
    }
}
