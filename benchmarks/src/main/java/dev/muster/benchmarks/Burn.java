package dev.muster.benchmarks;

/** Work of a known size: so many dependent multiplications, about 700 in a microsecond; or a sleep. */
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
            x = x * 6364136223846793005L + 1442695040888963407L;
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
