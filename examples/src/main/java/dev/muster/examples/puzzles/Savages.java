package dev.muster.examples.puzzles;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Parallel;

/** LB-18, dining savages: who is hungry waits for a serving, and the cook fills the pot when it is empty, and not before. */
final class Savages {
    static final int POT = 5;

    private final Trace trace;
    private int servings;

    Savages(Trace trace) {
        this.trace = trace;
    }

    boolean hasServing() {
        return servings > 0;
    }

    boolean isEmpty() {
        return servings == 0;
    }

    @Parallel
    @Guarded("pot")
    @AwaitCondition("hasServing")
    void eat(int savage) {
        servings--;
        trace.add("eat");
    }

    @Parallel
    @Guarded("pot")
    @AwaitCondition("isEmpty")
    void cook() {
        servings = POT;
        trace.add("cook");
    }
}
