package dev.muster.runtime.admission;

import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Gives handles of resources, by name and perhaps key, which is null for none. Safe for use by many threads. */
public interface Handles {
    /** Of a lock. */
    Lock lock(String name, @Nullable Object key);

    /** Of the same lock, with both its modes. */
    ReadWriteLock readWriteLock(String name, @Nullable Object key);

    /** Of permits. */
    SharedSemaphore semaphore(String name, int permits);

    /** Of an event. */
    SharedEvent event(String name, @Nullable Object key);

    /** Of a barrier; {@code action} is null for none, or to leave it as it is. */
    SharedBarrier barrier(String name, int parties, @Nullable Runnable action);

    /** Has the conditions under all locks of a name asked again. */
    void recheck(String lock);
}
