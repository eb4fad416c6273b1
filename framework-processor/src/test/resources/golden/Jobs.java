package demo;

import dev.muster.Parallel;
import dev.muster.Permits;

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

    @Parallel
    @Permits(value = 2, of = "scannersOfTheNightShift")
    static void countTheShelves() {}
}
