package dev.muster.examples.puzzles;

import dev.muster.Guarded;
import dev.muster.Muster;
import dev.muster.SharedSemaphore;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * LB-08, producers and consumers: who takes waits for an item.
 *
 * <p>Permits of an annotation come back when the call ends; here producers give what consumers take, which needs a handle.
 */
final class Producers {
    private final Trace trace;
    private final SharedSemaphore items;
    private final Deque<Integer> queue = new ArrayDeque<>();

    Producers(Trace trace, Muster muster) {
        this.trace = trace;
        this.items = muster.semaphore("produced", 0);
    }

    @Guarded("products")
    void put(int item) {
        queue.add(item);
        trace.add("put");
        items.release();
    }

    @Guarded("products")
    int takeExisting() {
        trace.add("take");
        return queue.remove();
    }

    int take(ProducersDispatcher products) throws InterruptedException {
        items.acquire();
        return products.takeExisting();
    }
}
