package dev.muster.runtime.admission;

import dev.muster.DeadlockException;
import dev.muster.MusterException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock or permits: so many units, of which claims take some. An exclusive hold of a lock takes {@link #ALL}, a shared one
 * takes one.
 *
 * <p>{@code taken} is the sum of what the holders took, and of {@code unowned} units, which semaphore handles took and which
 * anybody may give back. It exceeds the capacity where an owner, or one that it lends to, holds a lock several times over; and
 * is negative after surplus releases. A claim fits if {@code taken}, without what its lenders hold, leaves room for it: that
 * one rule makes locks reentrant, lent to children, shared among readers, and exclusive among siblings.
 *
 * <p>A holder that waits for a signal is <em>absent</em>: its claims are granted, but not among the holders. One that cannot come back has
 * lost them, and gives back nothing when it closes them. While anybody is absent the resource is in use.
 *
 * <p>{@code epoch} counts the moments at which conditions under this lock may have changed: the ends of exclusive holds, also
 * of those that are lent; the beginning of a loan; and {@link #recheck}.
 */
public final class Units extends Resource {
    /** What an exclusive hold of a lock takes. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final int NAMED_HOLDERS = 3;

    private final boolean lock;
    private final int capacity;
    private @Nullable Claim holders; // linked by next and prev, the latest first
    private long taken;
    private long unowned;
    private int absent;
    private long epoch;
    private @Nullable List<Sleepers> sleepers;

    private Units(Resources<?> family, @Nullable Object key, boolean lock, int capacity) {
        super(family, key);
        this.lock = lock;
        this.capacity = capacity;
    }

    static Units lock(Resources<?> family, @Nullable Object key) {
        return new Units(family, key, true, ALL);
    }

    static Units permits(Resources<?> family, @Nullable Object key, int capacity) {
        return new Units(family, key, false, capacity);
    }

    boolean isLock() {
        return lock;
    }

    // ---------------------------------------------------------------- claims; latch held

    @Override
    boolean fits(Claim claim) {
        long free = capacity - taken;
        return claim.take <= free || claim.take <= free + lentTo(claim);
    }

    /** Whether nobody waits, and so many units are free for everybody; {@code isIdle} if that is known. */
    boolean isFree(int units, boolean isIdle) {
        return isIdle ? units <= capacity : queue.isEmpty() && units <= capacity - taken && !retired;
    }

    @Override
    void take(Claim claim) {
        taken += claim.take;
        Claim others = holders;
        claim.next = others;
        if (others != null) {
            others.prev = claim;
        }
        holders = claim;
    }

    /** As {@link #latchIfIdle()}, if it has so many units at all. */
    boolean latchIfIdle(int units) {
        return units <= capacity && latchIfIdle();
    }

    /** As {@link #take}, and unlatches; it was {@link #IDLE} before. */
    void takeIdle(Claim claim) {
        taken = claim.take;
        holders = claim;
        unlatchAs(SOLE);
    }

    /** Takes back what {@link #takeIdle} gave, and unlatches; it was still {@link #SOLE}: nobody asks for its {@code epoch}. */
    void endSole() {
        taken = 0;
        holders = null;
        unlatchAs(IDLE);
    }

    @Override
    void give(Claim claim) {
        if (claim == holders || claim.prev != null) {
            taken -= claim.take;
            unlink(claim);
        } else {
            absent--;
        }
    }

    @Override
    void end(Claim claim) {
        if (claim.take == ALL) {
            epoch++;
        }
        give(claim);
    }

    private void unlink(Claim claim) {
        Claim later = claim.prev;
        Claim earlier = claim.next;
        if (later == null) {
            holders = earlier;
        } else {
            later.next = earlier;
            claim.prev = null;
        }
        if (earlier != null) {
            earlier.prev = later;
            claim.next = null;
        }
    }

    /** What counts as free for {@code claim} alone: all that its lenders hold, if that includes as strong a hold. */
    private long lentTo(Claim claim) {
        Owner owner = claim.request().owner();
        long lent = 0;
        boolean covered = false;
        if (lock && owner.mayBorrow()) {
            for (Claim holder = holders; holder != null; holder = holder.next) {
                if (borrows(owner, holder)) {
                    lent += holder.take;
                    covered |= holder.take >= claim.take;
                }
            }
        }
        return covered ? lent : 0;
    }

    /** A thread outside of calls lends what it holds for blocking calls, not what it has locked itself. */
    private static boolean borrows(Owner owner, Claim holder) {
        Request by = holder.request();
        return owner.borrowsFrom(by.owner())
                && (by.owner() == owner || by.owner().isJoinable() || by.isForCall());
    }

    /** The greatest hold that {@code owner} has or borrows: {@link #ALL}, 1, or 0 for none. */
    private int bestHoldOf(Owner owner) {
        int best = 0;
        if (lock && owner.mayBorrow()) {
            for (Claim holder = holders; holder != null && best < ALL; holder = holder.next) {
                if (holder.take > best && borrows(owner, holder)) {
                    best = holder.take;
                }
            }
        }
        return best;
    }

    @Override
    boolean covers(Claim claim) {
        return bestHoldOf(claim.request().owner()) >= claim.take;
    }

    /** Siblings are lent a lock in the order of their arrival; a child of the one that has it is lent it by that one, too. */
    @Override
    boolean passes(Claim claim, Claim other) {
        Owner owner = claim.request().owner();
        if (lock && owner.mayBorrow()) {
            for (Claim holder = holders; holder != null; holder = holder.next) {
                if (holder.take + (long) other.take > capacity
                        && borrows(owner, holder)
                        && !borrows(other.request().owner(), holder)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    @Nullable
    Supplier<MusterException> refusal(Claim claim) {
        Owner owner = claim.request().owner();
        int best = bestHoldOf(owner);
        return best == 0 || best >= claim.take ? null : () -> upgrade(owner);
    }

    private MusterException upgrade(Owner owner) {
        return new DeadlockException(
                owner.name() + " holds " + label() + " for reading and asks for it for writing: it would"
                        + " wait for itself. Take the write lock first, or release the read lock before.");
    }

    @Override
    boolean isIdle() {
        return taken == 0 && holders == null && queue.isEmpty() && sleepers == null && absent == 0;
    }

    @Override
    Need.@Nullable Of alike(Claim claim) {
        return lock && claim.request().owner().mayBorrow() ? null : new Need.Of(this, claim.take);
    }

    /** What nobody has who could give it back, somebody releases: anybody may. */
    @Override
    Need need(Claim claim) {
        return need(claim, Math.max(0, unowned));
    }

    /** As {@link #need}; but if any of {@code takers} has taken units that are nobody's, only those give such back. */
    Need needAtWorst(Claim claim, Need otherwise, List<Owner> takers) {
        if (unowned <= 0 || takers.stream().noneMatch(taker -> taker.hasTaken(this))) {
            return otherwise;
        }
        Need need = need(claim, 0);
        if (need != Need.NONE) {
            takers.stream().filter(taker -> taker.hasTaken(this)).forEach(taker -> need.from(taker, unowned));
        }
        return need;
    }

    private Need need(Claim claim, long onItsWay) {
        long lent = lentTo(claim);
        long lacking = claim.take - (capacity - taken) - lent - onItsWay;
        if (lacking <= 0 || claim.take > capacity) {
            return Need.NONE;
        }
        Need need = new Need(() -> label() + ", held by ", lacking);
        for (Claim holder = holders; holder != null; holder = holder.next) {
            Owner by = holder.request().owner();
            if (lent == 0 || !borrows(claim.request().owner(), holder)) {
                need.from(by, holder.take);
            }
        }
        return need;
    }

    // ---------------------------------------------------------------- conditions; latch held

    long epoch() {
        return epoch;
    }

    @Override
    boolean hasSleepers() {
        return sleepers != null;
    }

    @Nullable
    Sleepers sleepersFor(BooleanSupplier condition) {
        if (sleepers != null) {
            for (Sleepers some : sleepers) {
                if (some.condition.equals(condition)) {
                    return some;
                }
            }
        }
        return null;
    }

    void add(Sleepers some) {
        if (sleepers == null) {
            sleepers = new ArrayList<>(2);
        }
        sleepers.add(some);
    }

    void remove(Sleepers some) {
        List<Sleepers> all = Objects.requireNonNull(sleepers);
        all.remove(some);
        if (all.isEmpty()) {
            sleepers = null;
        }
    }

    @Override
    int addSleeping(int most, List<? super Request> into) {
        int all = 0;
        if (sleepers != null) {
            for (Sleepers some : sleepers) {
                all += some.addTo(most, into);
            }
        }
        return all;
    }

    private List<Request> firstSleepers() {
        List<Request> firsts = new ArrayList<>();
        latch();
        if (sleepers != null) {
            for (Sleepers some : sleepers) {
                firsts.add(Objects.requireNonNull(some.first()));
            }
        }
        unlatch();
        long now = System.nanoTime();
        firsts.sort(Comparator.comparingLong(request -> request.since() - now));
        return firsts;
    }

    // ---------------------------------------------------------------- latch not held

    /** Conditions may have changed: puts the first sleeper of each before the line, to be asked when its turn comes. */
    void wakeSleepers() {
        latch();
        epoch++;
        unlatch();
        boolean missed;
        do {
            missed = false;
            for (Request sleeper : firstSleepers()) {
                missed |= !sleeper.wake();
            }
        } while (missed);
    }

    /** What the conditions under this lock depend on has changed without an exclusive hold of it. */
    public void recheck() {
        wakeSleepers();
        Turn.changed(this);
    }

    @Override
    void advance() {
        Request next;
        do {
            latch();
            Claim first = queue.first;
            next = first == null || !fits(first) ? null : first.request();
            unlatch();
        } while (next != null && next.attempt());
    }

    // ---------------------------------------------------------------- units without an owner; latch not held

    /** Makes the units of a granted request nobody's: anybody may {@link #release} them. */
    void disown(Request request) {
        latch();
        unlink(request);
        unowned += request.take;
        unlatch();
    }

    /** How many units are free; negative after {@link #reduce}. */
    long available() {
        latch();
        long free = capacity - taken;
        unlatch();
        return free;
    }

    /** Adds {@code n} free units. False if {@code bounded} and so many are not out. */
    boolean release(int n, boolean bounded) {
        latch();
        boolean allowed = !bounded || unowned >= n;
        if (allowed) {
            taken -= n;
            unowned -= n;
        }
        unlatch();
        if (allowed) {
            Turn.changed(this);
        }
        return allowed;
    }

    /** Takes {@code n} units that need not be free. */
    void reduce(int n) {
        latch();
        taken += n;
        unowned += n;
        unlatch();
    }

    /** Takes {@code n} units if they are free, whoever waits. */
    boolean tryTake(int n) {
        latch();
        boolean free = n <= capacity - taken;
        if (free) {
            taken += n;
            unowned += n;
        }
        unlatch();
        return free;
    }

    /** Takes all units that are free, whoever waits, and says how many. */
    int drain() {
        latch();
        int free = (int) Math.min(Integer.MAX_VALUE, capacity - taken);
        taken += free;
        unowned += free;
        unlatch();
        return free;
    }

    // ---------------------------------------------------------------- holds; latch not held

    /** Takes back all that {@code owner} holds of this lock, until {@link #resume}; without that it is lost. */
    List<Claim> suspend(Owner owner) {
        List<Claim> held = new ArrayList<>();
        latch();
        for (Claim holder = holders; holder != null; holder = holder.next) {
            if (holder.request().owner() == owner) {
                held.add(holder);
            }
        }
        unlatch();
        wakeSleepers();
        latch();
        held.forEach(this::give);
        absent += held.size();
        unlatch();
        Turn.changed(this);
        return held;
    }

    /** Gives back what {@link #suspend} took. The caller holds the lock exclusively, for the same owner. */
    void resume(List<Claim> held) {
        latch();
        held.forEach(this::take);
        absent -= held.size();
        unlatch();
    }

    @Override
    String condition() {
        Map<Owner, Integer> named = new LinkedHashMap<>();
        latch();
        int more = 0;
        long free = capacity - taken;
        for (Claim holder = holders; holder != null; holder = holder.next) {
            Owner owner = holder.request().owner();
            if (named.size() < NAMED_HOLDERS || named.containsKey(owner)) {
                named.merge(owner, 1, Integer::sum);
            } else {
                more++;
            }
        }
        unlatch();
        StringBuilder text = new StringBuilder(lock ? "" : free + " of " + capacity + " free");
        named.forEach((owner, times) -> {
            text.append(text.length() == 0 ? "held by " : ", ").append(owner.name());
            text.append(times == 1 ? "" : ", " + times + " times");
        });
        if (more > 0) {
            text.append(" and ").append(more).append(" more");
        }
        return text.length() == 0 ? "free" : text.toString();
    }
}
