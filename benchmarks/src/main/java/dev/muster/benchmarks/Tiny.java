package dev.muster.benchmarks;

import dev.muster.Parallel;
import dev.muster.Workers;

/** Bodies of a few instructions, so that what is measured is the framework. */
final class Tiny {
    @Parallel
    int squareOnThread(int x) {
        return x * x;
    }

    @Parallel(on = Workers.CORES)
    int square(int x) {
        return x * x;
    }

    @Parallel(on = Workers.CORES)
    int count() {
        return 1;
    }
}
