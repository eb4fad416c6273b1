package dev.muster.behaviour.size;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.SharedSemaphore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** A buffer with so many places, without any locking of its own. */
final class Buffer {
    private final int places;
    private final Deque<Integer> items = new ArrayDeque<>();
    private int fullest;

    Buffer(int places) {
        this.places = places;
    }

    boolean hasPlace() {
        return items.size() < places;
    }

    boolean hasItem() {
        return !items.isEmpty();
    }

    @Guarded("buffer")
    @AwaitCondition("hasPlace")
    void put(int item) {
        items.add(item);
        fullest = Math.max(fullest, items.size());
    }

    @Guarded("buffer")
    @AwaitCondition("hasItem")
    int take() {
        return items.remove();
    }

    @Parallel
    @Guarded("buffer")
    @AwaitCondition("hasPlace")
    void putLater(int item) {
        put(item);
    }

    @Parallel
    @Guarded("buffer")
    @AwaitCondition("hasItem")
    int takeLater() {
        return take();
    }

    @Guarded("buffer")
    void add(int item) {
        put(item);
    }

    @Guarded("buffer")
    int remove() {
        return Objects.requireNonNull(items.poll());
    }

    int fullest() {
        return fullest;
    }

    int left() {
        return items.size();
    }

    /** The same with permits: one semaphore counts places, another items, and each side takes of one and gives to the other. */
    static final class Counted {
        private final BufferDispatcher buffer;
        private final SharedSemaphore places;
        private final SharedSemaphore items;

        Counted(BufferDispatcher buffer, Muster muster, int places) {
            this.buffer = buffer;
            this.places = muster.semaphore("places", places);
            items = muster.semaphore("items", 0);
        }

        void put(int item) throws InterruptedException {
            places.acquire();
            buffer.add(item);
            items.release();
        }

        int take() throws InterruptedException {
            items.acquire();
            int item = buffer.remove();
            places.release();
            return item;
        }

        int freePlaces() {
            return places.available();
        }
    }
}
