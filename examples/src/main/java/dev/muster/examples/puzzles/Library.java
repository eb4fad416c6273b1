package dev.muster.examples.puzzles;

import dev.muster.Guarded;
import dev.muster.Mode;
import dev.muster.Parallel;
import java.util.concurrent.Callable;

/**
 * LB-10 and LB-11, readers and writers: readers together, writers alone, and neither starves the other, since a lock is granted
 * in the order of arrival.
 */
record Library(Trace trace) {
    @Parallel
    @Guarded(value = "catalogue", mode = Mode.SHARED)
    void read(String who, Callable<?> how) throws Exception {
        trace.add(who + " reads");
        how.call();
        trace.add(who + " has read");
    }

    @Parallel
    @Guarded("catalogue")
    void write(String who, Callable<?> how) throws Exception {
        trace.add(who + " writes");
        how.call();
        trace.add(who + " has written");
    }
}
