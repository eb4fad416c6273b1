package demo;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Scope;
import dev.muster.Timeout;
import java.util.ArrayDeque;
import java.util.Queue;

/** A bounded buffer, each with a lock of its own: nobody signals, the conditions are asked by whoever leaves the lock. */
class Buffer<T> {
    private static final int CAPACITY = 10;

    private final Queue<T> items = new ArrayDeque<>();

    @Guarded(value = "buffer", scope = Scope.INSTANCE)
    @AwaitCondition("isNotFull")
    @Timeout(waiting = "250ms")
    void put(T item) {
        items.add(item);
    }

    @Guarded(value = "buffer", scope = Scope.INSTANCE)
    @AwaitCondition("isNotEmpty")
    T take() {
        return items.remove();
    }

    @Parallel
    @Guarded(value = "buffer", scope = Scope.INSTANCE)
    @AwaitCondition("isNotEmpty")
    void drain() {
        items.clear();
    }

    boolean isNotFull() {
        return items.size() < CAPACITY;
    }

    boolean isNotEmpty() {
        return !items.isEmpty();
    }
}
