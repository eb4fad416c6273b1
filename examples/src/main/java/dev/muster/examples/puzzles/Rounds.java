package dev.muster.examples.puzzles;

import dev.muster.At;
import dev.muster.Barrier;
import dev.muster.Parallel;

/** LB-06, reusable barrier: the same barrier, round after round; nobody is a round ahead. */
record Rounds(Trace trace) {
    static final int PARTIES = 5;

    @Parallel
    @Barrier(value = "round", parties = PARTIES, at = At.EXIT)
    void step(int party, int round) {
        trace.add("round " + round);
    }
}
