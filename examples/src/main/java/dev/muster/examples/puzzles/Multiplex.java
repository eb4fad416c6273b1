package dev.muster.examples.puzzles;

import dev.muster.Parallel;
import dev.muster.Permits;

/** LB-04, multiplex: at most three calls at once. */
record Multiplex(Trace trace) {
    static final int ROOM = 3;

    @Parallel
    @Permits(ROOM)
    void enter(int guest) {
        trace.add("enter");
        trace.add("leave");
    }
}
