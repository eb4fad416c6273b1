package dev.muster.runtime.fanout;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The indices of a batch in the order in which their calls ended. An index is added once, however often it is offered. */
final class CompletionOrder {
    private final AtomicIntegerArray seen;
    private final AtomicIntegerArray order;
    private final AtomicInteger next = new AtomicInteger();

    CompletionOrder(int size) {
        seen = new AtomicIntegerArray(size);
        order = new AtomicIntegerArray(size);
    }

    void add(int index) {
        if (seen.compareAndSet(index, 0, 1)) {
            order.set(next.getAndIncrement(), index + 1);
        }
    }

    /** The index at a place, or -1 if that many have not ended. */
    int at(int place) {
        return order.get(place) - 1;
    }
}
