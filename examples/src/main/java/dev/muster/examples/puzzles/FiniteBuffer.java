package dev.muster.examples.puzzles;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Parallel;
import java.util.ArrayDeque;
import java.util.Deque;

/** LB-09, finite buffer: who puts waits for a place, who takes waits for an item, and nobody signals. */
final class FiniteBuffer {
    static final int PLACES = 4;

    private final Trace trace;
    private final Deque<Integer> items = new ArrayDeque<>();

    FiniteBuffer(Trace trace) {
        this.trace = trace;
    }

    boolean isNotFull() {
        return items.size() < PLACES;
    }

    boolean isNotEmpty() {
        return !items.isEmpty();
    }

    @Parallel
    @Guarded("finiteBuffer")
    @AwaitCondition("isNotFull")
    void put(int item) {
        items.add(item);
        trace.add("put");
    }

    @Parallel
    @Guarded("finiteBuffer")
    @AwaitCondition("isNotEmpty")
    int take() {
        trace.add("take");
        return items.remove();
    }
}
