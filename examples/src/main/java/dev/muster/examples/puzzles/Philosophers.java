package dev.muster.examples.puzzles;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Parallel;

/** LB-14, dining philosophers: both forks at once, in whatever order they are written, so no ring can close. */
record Philosophers(Trace trace) {
    static final int SEATS = 5;

    @Parallel
    @Guarded("fork")
    void eat(@Key int left, @Key int right) {
        trace.add("takes " + left + " " + right);
        trace.add("puts " + left + " " + right);
    }
}
