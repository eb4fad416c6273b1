package dev.muster.wire;

import java.util.Random;

/** Random numbers whose seed is printed; {@code -Dtest.seed=…} runs the tests with it again. */
final class Seeds {
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());

    static {
        System.out.println("test.seed=" + SEED);
    }

    private Seeds() {}

    static Random random() {
        return new Random(SEED);
    }
}
