package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;

/** Counts how many of it have been built in one process. */
class Expensive {
    private static int built;

    Expensive() {
        built++;
    }

    @Parallel(on = Workers.PROCESSES)
    String counts() {
        return built + " built, " + Counting.runs + " initialised";
    }
}
