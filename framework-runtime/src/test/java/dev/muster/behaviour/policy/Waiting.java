package dev.muster.behaviour.policy;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a state that comes. */
final class Waiting {
    private static final long LIMIT_SECONDS = 60;

    private Waiting() {}

    /** Polls, with a long limit. */
    static void until(String what, BooleanSupplier state) {
        long start = System.nanoTime();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
                throw new AssertionError("never came: " + what);
            }
            Thread.yield();
        }
    }
}
