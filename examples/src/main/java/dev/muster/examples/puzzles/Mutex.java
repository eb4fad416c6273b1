package dev.muster.examples.puzzles;

import dev.muster.Guarded;
import dev.muster.Parallel;

/** LB-03, mutex: a count that many calls change, one at a time. */
final class Mutex {
    private int count;

    @Parallel
    @Guarded("count")
    int increment() {
        return ++count;
    }
}
