package dev.muster.examples.puzzles;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;
import dev.muster.Parallel;

/** LB-01, signaling: what one call does happens before what the other does. */
record Signaling(Trace trace) {
    @Parallel
    @FireEvent("signal")
    void first() {
        trace.add("a1");
    }

    @Parallel
    @AwaitEvent("signal")
    void second() {
        trace.add("b1");
    }
}
