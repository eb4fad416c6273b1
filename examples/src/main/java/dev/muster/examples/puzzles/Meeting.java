package dev.muster.examples.puzzles;

import dev.muster.At;
import dev.muster.Barrier;
import dev.muster.Parallel;

/** LB-05, barrier: nobody passes the rendezvous before all have reached it. */
record Meeting(Trace trace) {
    static final int PARTIES = 5;

    @Parallel
    @Barrier(value = "meeting", parties = PARTIES, at = At.EXIT)
    void rendezvous(int party) {
        trace.add("rendezvous");
    }
}
