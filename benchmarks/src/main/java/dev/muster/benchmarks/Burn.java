package dev.muster.benchmarks;

/**
 * Work of a known size: so many dependent multiplications, about 600 in a microsecond; or a sleep.
 *
 * <p>Between two of them are shifts, so that a compiler cannot make one of several: what a step takes depends little on how far a
 * process has been compiled, and is the same in all.
 */
public final class Burn {
    /** An input that sleeps a millisecond. */
    static final int SLEEP = -1;

    private Burn() {}

    /** Burns so many steps, or sleeps. */
    public static int burn(int steps) {
        if (steps == SLEEP) {
            sleep();
        }
        long x = steps;
        for (int i = 0; i < steps; i++) {
            x = (x ^ x >>> 29) * 0xbf58476d1ce4e5b9L;
        }
        return (int) (x >>> 33);
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** How many steps this machine burns in a microsecond, when it is warm and has a core to itself. */
    public static int stepsPerMicro() {
        long best = Long.MAX_VALUE;
        int steps = 1_000_000;
        int sink = 0;
        for (int i = 0; i < 50; i++) {
            long before = System.nanoTime();
            sink += burn(steps);
            best = Math.min(best, System.nanoTime() - before);
        }
        return sink == Integer.MIN_VALUE ? 1 : (int) Math.max(1, steps * 1_000L / best);
    }
}
