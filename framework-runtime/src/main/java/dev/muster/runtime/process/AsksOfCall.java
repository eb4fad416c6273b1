package dev.muster.runtime.process;

import java.util.HashSet;
import java.util.Set;

/**
 * The asks of the call that a child has in hand which have no reply yet. While there are any, the call waits: the pool counts that
 * once. {@code ids} is guarded by this object's monitor.
 */
final class AsksOfCall {
    private final ProcessPool pool;
    private final Set<Long> ids = new HashSet<>();

    AsksOfCall(ProcessPool pool) {
        this.pool = pool;
    }

    void add(long id) {
        if (isFirst(id)) {
            pool.waits(1);
        }
    }

    private synchronized boolean isFirst(long id) {
        return ids.add(id) && ids.size() == 1;
    }

    void remove(long id) {
        if (isLast(id)) {
            pool.waits(-1);
        }
    }

    private synchronized boolean isLast(long id) {
        return ids.remove(id) && ids.isEmpty();
    }
}
