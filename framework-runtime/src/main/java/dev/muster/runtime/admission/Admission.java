package dev.muster.runtime.admission;

import dev.muster.MusterException;
import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The shared resources of one runtime, by kind and name, and what watches over them. Safe for use by many threads.
 *
 * <p>Families that are made privately ({@link #newLocks} and its like) are known to their dispatcher alone: the instance scope.
 */
public final class Admission implements AutoCloseable {
    private final Supplier<? extends Owner> current;
    private final Blocking blocking;
    private final LockOrder order;
    private final Deadlocks deadlocks = new Deadlocks();
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentHashMap<String, Resources<Units>> locks = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Resources<Units>> permits = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> permitCounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Resources<Event>> events = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Resources<Barrier>> barriers = new ConcurrentHashMap<>();

    /** How a thread blocks: a pool may let another worker run meanwhile. */
    @FunctionalInterface
    public interface Blocking {
        /** Nothing but waiting. */
        Blocking PLAIN = wait -> {
            while (!wait.isReleasable() && !wait.block()) {
                // woken for no reason
            }
        };

        /**
         * Blocks this thread until {@code wait} is released.
         *
         * @throws InterruptedException if {@code wait} does, and only then
         */
        void block(ManagedBlocker wait) throws InterruptedException;
    }

    /**
     * No resources yet.
     *
     * @param current who the thread that asks acts for
     * @param blocking how threads block
     * @param order what becomes of reversed lock orders
     */
    public Admission(Supplier<? extends Owner> current, Blocking blocking, LockOrder order) {
        this.current = current;
        this.blocking = blocking;
        this.order = order;
    }

    // ---------------------------------------------------------------- resources

    /** The locks of a name. */
    public Resources<Units> locks(String name) {
        return locks.computeIfAbsent(name, this::newLocks);
    }

    /** Locks that no other name finds. */
    public Resources<Units> newLocks(String name) {
        return new Resources<>(this, name, Units::lock);
    }

    /**
     * The permits of a name.
     *
     * @throws MusterException if the name is known with another count
     */
    public Resources<Units> permits(String name, int count) {
        agree(name, count);
        return permits.computeIfAbsent(name, any -> newPermits(name, count));
    }

    private void agree(String name, int count) {
        Integer known = permitCounts.putIfAbsent(name, count);
        if (known != null && known != count) {
            throw new MusterException("permits '" + name + "' are declared with " + known + " and with " + count
                    + ": give every use of the name the same number");
        }
    }

    /** Permits that no other name finds. */
    public Resources<Units> newPermits(String name, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("permits '" + name + "' must be 0 or more, not " + count);
        }
        return new Resources<>(this, name, (family, key) -> Units.permits(family, key, count));
    }

    /** The events of a name. */
    public Resources<Event> events(String name) {
        return events.computeIfAbsent(name, this::newEvents);
    }

    /** Events that no other name finds. */
    public Resources<Event> newEvents(String name) {
        return new Resources<>(this, name, Event::new);
    }

    /**
     * The barrier of a name.
     *
     * @throws MusterException if the name is known with another number of parties
     */
    public Barrier barrier(String name, int parties) {
        Barrier known = barriers.computeIfAbsent(
                        name, any -> new Resources<>(this, name, (family, key) -> new Barrier(family, key, parties)))
                .unkeyed();
        if (known.parties() != parties) {
            throw new MusterException("barrier '" + name + "' is declared with " + known.parties() + " and with "
                    + parties + " parties: give every use of the name the same number");
        }
        return known;
    }

    /** A barrier that no other name finds: of one fan-out. */
    public Barrier newBarrier(String name, int parties) {
        return new Resources<>(this, name, (family, key) -> new Barrier(family, key, parties)).unkeyed();
    }

    // ---------------------------------------------------------------- handles

    /** A handle of a lock: {@code key} is null for the one without. */
    public Lock lock(String name, @Nullable Object key) {
        return new LockHandle(this, resource(locks(name), key), Units.ALL);
    }

    /** A handle of the same lock, with both its modes. */
    public ReadWriteLock readWriteLock(String name, @Nullable Object key) {
        Units units = resource(locks(name), key);
        return new LockHandle.ReadWrite(new LockHandle(this, units, 1), new LockHandle(this, units, Units.ALL));
    }

    /** A handle of permits. */
    public SharedSemaphore semaphore(String name, int count) {
        return new SemaphoreHandle(this, permits(name, count).unkeyed(), count, false);
    }

    /** A handle of an event. */
    public SharedEvent event(String name, @Nullable Object key) {
        return new EventHandle(this, resource(events(name), key));
    }

    /** A handle of a barrier; {@code action} is null for none, or to leave it as it is. */
    public SharedBarrier barrier(String name, int parties, @Nullable Runnable action) {
        Barrier barrier = barrier(name, parties);
        if (action != null) {
            barrier.action(action);
        }
        return new BarrierHandle(this, barrier);
    }

    private static <T extends Resource> T resource(Resources<T> family, @Nullable Object key) {
        return key == null ? family.unkeyed() : family.of(key);
    }

    // ---------------------------------------------------------------- joins

    /**
     * {@code owner} is about to block until others end. It lends its locks to those that it started, among them those who wait
     * for one already. Followed by {@link #joined}.
     */
    public void joining(Owner owner, Join join) {
        owner.awaits(join);
        if (owner.mayBorrow()) {
            Lending.lend(owner, join);
        }
        if (owner.holdsAnything() || owner.isJoinable()) {
            deadlocks.suspect(owner);
        }
    }

    /** {@code owner} goes on. */
    public void joined(Owner owner) {
        owner.awaits(null);
    }

    // ---------------------------------------------------------------- for the other classes

    long nextId() {
        return ids.incrementAndGet();
    }

    Owner current() {
        return current.get();
    }

    Blocking blocking() {
        return blocking;
    }

    LockOrder order() {
        return order;
    }

    /** The watch over waits. */
    public Deadlocks deadlocks() {
        return deadlocks;
    }

    /** Each resource that somebody waits for, in words, a line each. */
    public String explain() {
        StringBuilder text = new StringBuilder();
        Consumer<Resource> line = resource -> {
            int waiting = resource.waiting();
            if (waiting > 0) {
                text.append(resource).append(": ").append(waiting).append(" wait\n");
            }
        };
        locks.values().forEach(family -> family.forEach(line));
        permits.values().forEach(family -> family.forEach(line));
        events.values().forEach(family -> family.forEach(line));
        barriers.values().forEach(family -> family.forEach(line));
        return text.toString();
    }

    /** Ends the watch. Waits are for their owners to end. */
    @Override
    public void close() {
        deadlocks.close();
    }
}
