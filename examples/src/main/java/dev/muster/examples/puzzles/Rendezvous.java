package dev.muster.examples.puzzles;

import dev.muster.AwaitEvent;
import dev.muster.FireEvent;
import dev.muster.Parallel;

/** LB-02, rendezvous: {@code a1} happens before {@code b2}, and {@code b1} before {@code a2}. */
record Rendezvous(Trace trace) {
    @Parallel
    @FireEvent("aHasArrived")
    void a1() {
        trace.add("a1");
    }

    @Parallel
    @FireEvent("bHasArrived")
    void b1() {
        trace.add("b1");
    }

    @Parallel
    @AwaitEvent("aHasArrived")
    @AwaitEvent("bHasArrived")
    void a2() {
        trace.add("a2");
    }

    @Parallel
    @AwaitEvent("aHasArrived")
    @AwaitEvent("bHasArrived")
    void b2() {
        trace.add("b2");
    }
}
