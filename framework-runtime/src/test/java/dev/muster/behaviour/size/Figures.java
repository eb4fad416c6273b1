package dev.muster.behaviour.size;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Prints how much was done in how long; for people, never for an assertion. */
final class Figures {
    private final long start = System.nanoTime();

    private Figures() {}

    static Figures start() {
        return new Figures();
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    void print(String what, long count) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %,d in %.2f s, %,.0f a second%n", what, count, seconds, count / seconds);
    }

    /** A seed that is printed, so that a failure can be repeated: -Dtest.seed=N. */
    static long seed(String of) {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println(of + ": seed " + seed);
        return seed;
    }
}
