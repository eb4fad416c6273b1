package dev.muster.benchmarks;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

/** A bounded buffer whose two sides wait for its condition. */
final class Buffer {
    private final long[] items;
    private int first;
    private int count;

    Buffer(int capacity) {
        this.items = new long[capacity];
    }

    @Guarded("buffer")
    @AwaitCondition("hasRoom")
    void put(long item) {
        items[(first + count++) % items.length] = item;
    }

    @Guarded("buffer")
    @AwaitCondition("hasItem")
    long take() {
        long item = items[first];
        first = (first + 1) % items.length;
        count--;
        return item;
    }

    boolean hasRoom() {
        return count < items.length;
    }

    boolean hasItem() {
        return count > 0;
    }
}
