package dev.muster.behaviour.twin;

import dev.muster.Parallel;

/** Has the simple names of a class in another package. */
public final class PoolsTest {
    private PoolsTest() {}

    /** The namesake. */
    public static final class Twin {
        /** Does not wait for what its namesake waits for. */
        @Parallel(workers = 1)
        public boolean alone(Object gate) {
            return gate == null;
        }
    }
}
