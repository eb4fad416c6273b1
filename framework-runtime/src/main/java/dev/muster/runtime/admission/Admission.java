package dev.muster.runtime.admission;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The shared resources of one runtime, by kind and name, and what watches over them. Safe for use by many threads.
 *
 * <p>Families that are made privately ({@link #newLocks} and its like) are known to their dispatcher alone: the instance scope.
 */
public final class Admission implements Handles, AutoCloseable {
    private final Supplier<? extends Owner> current;
    private final Blocking blocking;
    private final LockOrder order;
    private final JoinWatch watch;
    private final Deadlocks deadlocks = new Deadlocks();
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentHashMap<String, Resources<Units>> locks = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Resources<Units>> permits = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> permitCounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Resources<Event>> events = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Resources<Barrier>> barriers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> partyCounts = new ConcurrentHashMap<>();
    private final Set<Resources<?>> unnamed = Collections.newSetFromMap(new WeakHashMap<>()); // guarded by itself
    private final Set<Resources<Verdict>> verdicts =
            Collections.newSetFromMap(new WeakHashMap<>()); // guarded by itself
    private final Set<SignalWait> signalWaits = ConcurrentHashMap.newKeySet();
    private volatile boolean used;
    private volatile boolean closed;

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
        this(current, blocking, order, JoinWatch.NONE);
    }

    /** As the other form, with one who is told of joins. */
    public Admission(Supplier<? extends Owner> current, Blocking blocking, LockOrder order, JoinWatch watch) {
        this.current = current;
        this.blocking = blocking;
        this.order = order;
        this.watch = watch;
    }

    // ---------------------------------------------------------------- resources

    /** The locks of a name. */
    public Resources<Units> locks(String name) {
        return locks.computeIfAbsent(name, any -> family(name, Units::lock));
    }

    /** Locks that no other name finds. */
    public Resources<Units> newLocks(String name) {
        return unnamed(family(name, Units::lock));
    }

    private <T extends Resource> Resources<T> family(String name, BiFunction<Resources<?>, @Nullable Object, T> maker) {
        used = true;
        return new Resources<>(this, name, maker);
    }

    private <T extends Resource> Resources<T> unnamed(Resources<T> family) {
        synchronized (unnamed) {
            unnamed.add(family);
        }
        return family;
    }

    /**
     * The permits of a name.
     *
     * @throws MusterException if the name is known with another count
     */
    public Resources<Units> permits(String name, int count) {
        Resources<Units> made = permitsOf(name, count);
        agree(permitCounts, name, count, "permits '" + name + "' are declared with ");
        return permits.computeIfAbsent(name, any -> made);
    }

    private static void agree(Map<String, Integer> counts, String name, int count, String declared) {
        Integer known = counts.putIfAbsent(name, count);
        if (known != null && known != count) {
            throw new MusterException("[MUSTER-410] " + declared + known + " and with " + count
                    + ": give every use of the name the same number");
        }
    }

    private Resources<Units> permitsOf(String name, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("permits '" + name + "' must be 0 or more, not " + count);
        }
        return family(name, (family, key) -> Units.permits(family, key, count));
    }

    /** Permits of which no body ever has any: a call gives them back before it begins. So they are no resources to lend. */
    public Resources<Units> newPlaces(String name, int count) {
        return unnamed(new Resources<>(this, name, (family, key) -> Units.permits(family, key, count)));
    }

    /** Permits that no other name finds. */
    public Resources<Units> newPermits(String name, int count) {
        return unnamed(permitsOf(name, count));
    }

    /** The events of a name. */
    public Resources<Event> events(String name) {
        return events.computeIfAbsent(name, any -> family(name, Event::new));
    }

    /**
     * The barriers of a name.
     *
     * @throws MusterException if the name is known with another number of parties
     */
    public Resources<Barrier> barriers(String name, int parties) {
        Resources<Barrier> made = barriersOf(name, parties);
        agree(partyCounts, name, parties, "the parties of barrier '" + name + "' are declared with ");
        return barriers.computeIfAbsent(name, any -> made);
    }

    private Resources<Barrier> barriersOf(String name, int parties) {
        return family(name, (family, key) -> new Barrier(family, key, parties));
    }

    /** A barrier that no other name finds: of one fan-out. */
    public Barrier newBarrier(String name, int parties) {
        return unnamed(barriersOf(name, parties)).unkeyed();
    }

    /** What one policy decides about calls, a verdict for each; {@code name} is the policy's. */
    public Resources<Verdict> newVerdicts(String name) {
        Resources<Verdict> family = family(name, (of, call) -> new Verdict(of, call == null ? name : call));
        synchronized (verdicts) {
            verdicts.add(family);
        }
        return family;
    }

    // ---------------------------------------------------------------- handles

    @Override
    public Lock lock(String name, @Nullable Object key) {
        return new LockHandle(this, resource(locks(name), key), Units.ALL);
    }

    @Override
    public ReadWriteLock readWriteLock(String name, @Nullable Object key) {
        Units units = resource(locks(name), key);
        return new LockHandle.ReadWrite(new LockHandle(this, units, 1), new LockHandle(this, units, Units.ALL));
    }

    @Override
    public SharedSemaphore semaphore(String name, int count) {
        return new SemaphoreHandle(this, permits(name, count).unkeyed(), count, false);
    }

    @Override
    public SharedEvent event(String name, @Nullable Object key) {
        return new EventHandle(this, resource(events(name), key));
    }

    @Override
    public SharedBarrier barrier(String name, int parties, @Nullable Runnable action) {
        Barrier barrier = barriers(name, parties).unkeyed();
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
        Kinship.tellDown(watch, owner, join);
        if (owner.mayBorrow()) {
            Lending.lend(owner, join);
        }
        if (owner.holdsAnything() || owner.hasTakenAny() || owner.isJoinable()) {
            deadlocks.suspect(owner);
        }
    }

    /** This thread is about to wait for the end of calls, whoever it acts for. */
    public static void beforeWaiting() {
        Turn.beforeWaiting();
    }

    /** Runs {@code step}, which decides who goes on, until it says that there is no more: they go on after a step, not within it. */
    public static void decide(BooleanSupplier step) {
        Turn.inSteps(step);
    }

    /** {@code owner} goes on. */
    public void joined(Owner owner, Join join) {
        owner.awaitsNoMore(join);
        watch.joined(owner, join);
    }

    /** As {@link #joining}, of an owner in another process, which may have gone on to wait for something else. */
    public void joiningElsewhere(Owner owner, Join join) {
        Wait known = owner.awaits();
        if (known == null || known == join) {
            joining(owner, join);
        }
    }

    /** {@code owner}, which has an alias, is about to ask another process for something. */
    public void asksElsewhere(Owner owner) {
        Kinship.tellUp(watch, owner);
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

    /** Whether there has ever been a resource, apart from places. If not, no body and no thread holds or waits for any. */
    public boolean isUsed() {
        return used;
    }

    @Override
    public void recheck(String lock) {
        Resources<Units> family = locks.get(lock);
        if (family != null) {
            family.forEach(Units::recheck);
        }
    }

    /**
     * Shows requests that wait, or sleep until a condition is true, in each resource the first {@code most}. One that waits for
     * several resources is shown several times.
     *
     * @param more told of each resource where there are more, and how many
     */
    public void waiting(int most, Consumer<? super Request> visitor, BiConsumer<? super Resource, Integer> more) {
        Consumer<Resource> look = resource -> {
            List<Request> first = new ArrayList<>();
            int all = resource.waiting(most, first);
            first.forEach(visitor);
            if (all > first.size()) {
                more.accept(resource, all - first.size());
            }
        };
        List<Resources<?>> families = new ArrayList<>();
        families.addAll(locks.values());
        families.addAll(permits.values());
        families.addAll(events.values());
        families.addAll(barriers.values());
        synchronized (unnamed) {
            families.addAll(unnamed);
        }
        families.forEach(family -> family.forEach(look));
        askers().forEach(family -> waiting(family, most, visitor, more));
    }

    private List<Resources<Verdict>> askers() {
        synchronized (verdicts) {
            return List.copyOf(verdicts);
        }
    }

    /** Each call waits for a verdict of its own: counts them together. */
    private static void waiting(
            Resources<Verdict> family,
            int most,
            Consumer<? super Request> visitor,
            BiConsumer<? super Resource, Integer> more) {
        List<Request> first = new ArrayList<>();
        int[] others = new int[1];
        family.forEach(verdict -> {
            int before = first.size();
            others[0] += verdict.waiting(most, first) - (first.size() - before);
        });
        first.forEach(visitor);
        if (others[0] > 0) {
            more.accept(family.unkeyed(), others[0]);
        }
    }

    /**
     * A wait has begun. After the end nobody would end it. It stands in its queues before this asks, and the closer says that it
     * is the end before it looks there: so one of them sees the other.
     */
    void hasBegun(Request wait) {
        if (closed) {
            wait.giveUp(new RefusedException(
                    wait.owner().name() + " is refused: its Muster is closed, and it would wait for " + wait.awaited()
                            + ". Close a Muster when nobody needs its resources any more."));
        }
    }

    /** As {@link #hasBegun}, of a wait that is for no resource. Followed by {@link #ends}. */
    void begins(SignalWait wait) {
        signalWaits.add(wait);
        if (closed) {
            wait.refuse();
        }
    }

    void ends(SignalWait wait) {
        signalWaits.remove(wait);
    }

    /** Ends the waits of such owners for signals of conditions. */
    public void refuseSignalWaits(Predicate<? super Owner> whose) {
        for (SignalWait wait : signalWaits) {
            if (whose.test(wait.owner())) {
                wait.refuse();
            }
        }
    }

    /** From now on no wait begins; those that have begun are for the caller to end. */
    public void refuseWaits() {
        closed = true;
    }

    /** Ends the watch. */
    @Override
    public void close() {
        deadlocks.close();
    }
}
