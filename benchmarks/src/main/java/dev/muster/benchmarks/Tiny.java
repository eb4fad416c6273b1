package dev.muster.benchmarks;

import dev.muster.Parallel;
import dev.muster.Workers;

/** Bodies of a few instructions, so that what is measured is the framework; and of a size that is asked for. */
final class Tiny {
    @Parallel
    int squareOnThread(int x) {
        return x * x;
    }

    @Parallel(on = Workers.CORES)
    int square(int x) {
        return x * x;
    }

    @Parallel
    int burnOnThread(int steps) {
        return Burn.burn(steps);
    }

    @Parallel(on = Workers.CORES)
    int burn(int steps) {
        return Burn.burn(steps);
    }
}
