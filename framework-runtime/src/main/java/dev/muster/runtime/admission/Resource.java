package dev.muster.runtime.admission;

import dev.muster.MusterException;
import dev.muster.call.Description;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something with a name, and perhaps a key, that requests wait for in a queue.
 *
 * <p>All fields but {@code latch} are guarded by it, or final. A keyed resource that nobody uses may be {@code retired}: it has
 * left its family for good, and who still has it looks up the new one.
 *
 * <p>{@code latch} is more than one: while nobody holds it, it sums up what it guards, for whoever takes it next.
 *
 * <pre>
 *             ┌────────── latched ◀───latch─── IDLE, SOLE, BUSY
 *             ├──takes it, having found IDLE──▶ SOLE
 *             ├──ends it, having found SOLE───▶ IDLE
 *             └──unlatch──────────────────────▶ IDLE if nothing is the matter with it, else BUSY
 * </pre>
 *
 * So {@code IDLE} and {@code SOLE} are always true, whereas one that is {@code BUSY} may be held by one alone. Only {@link Units} are
 * ever {@code SOLE}.
 */
public abstract sealed class Resource permits Units, Event, Barrier, Verdict {
    /** Nobody has it, waits for it or watches it: it is as new. */
    static final int IDLE = 0;

    /** One claim took it while it was idle, and nobody has looked at it since. */
    static final int SOLE = 1;

    /** The other fields tell. */
    private static final int BUSY = 2;

    private static final int LATCHED = 3;
    private static final int SPINS = 64;
    private static final VarHandle LATCH;

    static {
        try {
            LATCH = MethodHandles.lookup().findVarHandle(Resource.class, "latch", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final long id;
    final Resources<?> family;
    final @Nullable Object key;
    Queue queue = Queue.NEVER_USED;
    boolean retired;

    @SuppressWarnings("unused") // through LATCH
    private volatile int latch;

    Resource(Resources<?> family, @Nullable Object key) {
        this.id = family.admission.nextId();
        this.family = family;
        this.key = key;
    }

    // ---------------------------------------------------------------- the latch

    /** Takes the latch, and says what it was before: {@link #IDLE}, {@link #SOLE}, or something else. */
    final int latch() {
        int was = (int) LATCH.getAndSet(this, LATCHED);
        return was == LATCHED ? latchBySpinning() : was;
    }

    @SuppressWarnings("ThreadPriorityCheck") // yields to a latch holder that has lost its processor
    private int latchBySpinning() {
        int was = LATCHED;
        for (int spins = 0; was == LATCHED; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
            was = latch == LATCHED ? LATCHED : (int) LATCH.getAndSet(this, LATCHED);
        }
        return was;
    }

    /** Takes the latch if that is at once possible, and the resource is {@link #IDLE}. */
    final boolean latchIfIdle() {
        return latch == IDLE && LATCH.compareAndSet(this, IDLE, LATCHED);
    }

    final void unlatch() {
        unlatchAs(!retired && isIdle() ? IDLE : BUSY);
    }

    /** As {@link #unlatch}, by one who knows what it is now. */
    final void unlatchAs(int now) {
        LATCH.setRelease(this, now);
    }

    // ---------------------------------------------------------------- the queue; latch held

    /** At the end of the line, or before it. */
    final void enqueue(Claim claim, boolean urgent) {
        if (queue == Queue.NEVER_USED) {
            queue = new Queue();
        }
        if (urgent) {
            queue.addUrgent(claim, beforeUrgent(claim));
        } else {
            queue.add(claim);
        }
    }

    /** Whom an urgent claim stands behind: those who are urgent already, but for those at the end whom it passes. */
    private @Nullable Claim beforeUrgent(Claim claim) {
        Claim before = queue.lastUrgent();
        while (before != null && passes(claim, before)) {
            before = before.prev;
        }
        return before;
    }

    /** Whether {@code claim}, which is not in the queue, would be first there. */
    final boolean wouldBeFirst(Claim claim) {
        return queue.isEmpty() || (covers(claim) && beforeUrgent(claim) == null);
    }

    // ---------------------------------------------------------------- what kinds differ in; latch held

    /** Whether {@code claim} could be granted if it were first in the queue. */
    abstract boolean fits(Claim claim);

    /** Whether {@code claim}, which is not in the queue, can be granted at once. */
    final boolean isOpenTo(Claim claim) {
        return queue.isEmpty() && fits(claim) && !retired;
    }

    /** Whether somebody sleeps who must be woken before an exclusive hold ends. */
    boolean hasSleepers() {
        return false;
    }

    /** Gives the claim, which fits, what it asks for. */
    abstract void take(Claim claim);

    /** Takes back what {@link #take} gave. */
    abstract void give(Claim claim);

    /** As {@link #give}, of a claim that was granted, rather than taken on trial. */
    void end(Claim claim) {
        give(claim);
    }

    /** Whether {@code claim} stands before the line, because somebody who waits for its owner has what it asks for. */
    boolean covers(Claim claim) {
        return false;
    }

    /** Whether {@code claim} goes before {@code other}, both urgent, since that waits for whoever waits for this, or asks. */
    boolean passes(Claim claim, Claim other) {
        return false;
    }

    /** Why {@code claim} can never be granted, or null; to be put into words without the latch, since a key is the user's. */
    @Nullable
    Supplier<MusterException> refusal(Claim claim) {
        return null;
    }

    /** The claim has entered the queue. Whether that calls for {@link #advance()}. */
    boolean entered(Claim claim) {
        return false;
    }

    /** The claim has left the queue without being granted, for {@code reason} if there is one. */
    void left(Claim claim, @Nullable Throwable reason) {}

    /** Whether forgetting this resource and making it anew would make no difference. */
    abstract boolean isIdle();

    /** Which claims lack the same as this one; null if none need do. No latch is needed. */
    Need.@Nullable Of alike(Claim claim) {
        return null;
    }

    /** What {@code claim}, which is in the queue, lacks and who could supply it, apart from its place in the queue. */
    abstract Need need(Claim claim);

    // ---------------------------------------------------------------- latch not held

    /** Lets those in the queue go on who can. */
    abstract void advance();

    /** Retires the resource if it is idle. */
    final boolean retire() {
        latch();
        retired = retired || isIdle();
        boolean gone = retired;
        unlatch();
        return gone;
    }

    /** This, or what has taken its place in the family since it was retired. */
    final Resource living() {
        return retired ? family.replace(this) : this;
    }

    /** Takes the latch of this, or of what has taken its place; says of which. */
    final Resource latchLiving() {
        Resource at = this;
        at.latch();
        while (at.retired) {
            at.unlatch();
            at = at.living();
            at.latch();
        }
        return at;
    }

    /** What is the matter with it, such as {@code held by transfer-9}. */
    abstract String condition();

    /** How many wait. */
    public final int waiting() {
        latch();
        int size = queue.size();
        unlatch();
        return size;
    }

    /** Adds the first {@code most} of those who wait, and says how many wait in all. */
    final int waiting(int most, List<? super Request> into) {
        latch();
        int all = queue.size();
        for (Claim claim = queue.first; claim != null && into.size() < most; claim = claim.next) {
            into.add(claim.request());
        }
        all += addSleeping(most, into);
        unlatch();
        return all;
    }

    /** As {@link #waiting(int, List)}, for those who sleep until a condition is true. Latch held. */
    int addSleeping(int most, List<? super Request> into) {
        return 0;
    }

    /** The name, with the key in brackets, which says of itself what it likes: for those who hold no latch. */
    public String label() {
        return key == null ? family.name : family.name + "[" + Description.of(key) + "]";
    }

    @Override
    public final String toString() {
        return label() + " (" + condition() + ")";
    }
}
