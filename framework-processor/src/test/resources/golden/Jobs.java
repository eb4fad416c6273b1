package demo;

import dev.muster.Parallel;

/** Methods without parameters and results, and static ones alone. */
final class Jobs {
    private Jobs() {}

    @Parallel
    static void tick() {}

    /** @deprecated for {@link #tick()} */
    @Deprecated
    @Parallel
    static boolean tock() {
        return true;
    }
}
