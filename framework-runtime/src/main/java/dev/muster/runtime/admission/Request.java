package dev.muster.runtime.admission;

import dev.muster.MusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that an owner asks for at one moment; granted as a whole, once, and given back as a whole, once.
 *
 * <pre>
 *   NEW ──────────────────────────────▶ GRANTED ──close──▶ CLOSED
 *    │                                   ▲                    ▲
 *    └──submit──▶ WAITING ───────────────┤                    │
 *                 ▲     │                │ true               │ close, giveUp, refused;
 *            wake │     └──first──▶ CHECKING ─────────────────┤ the condition threw
 *                 │                      │ false              │
 *                 └──────────── ASLEEP ◀─┘ ───────────────────┘
 * </pre>
 *
 * {@code WAITING} is in the queue of every claim. {@code CHECKING} has taken everything on trial, while the thread that made
 * it so asks the condition, without latches; if the request is closed meanwhile, that thread gives everything back.
 * {@code ASLEEP} is with the {@link Sleepers} of the condition, and nothing is taken. {@code GRANTED} has taken everything.
 * The claims are fixed before {@link #submit}. All fields are written with the latches of all claims held, but {@code below},
 * which is its owner's. A closed request that never waited, so that nobody else has come to know it, may be used again by the
 * thread that made it: it is {@code NEW} once more, or in one step {@code GRANTED}.
 *
 * <p>After {@link #submit} has returned false, exactly one of {@link #granted}, {@link #failed}, or the return of a
 * {@link #close} that came first, ends the wait. Any thread may call {@link #close} at any time, and again.
 */
public abstract non-sealed class Request extends ClaimChain implements Wait {
    private static final int NEW = 0;
    static final int WAITING = 1;
    static final int ASLEEP = 2;
    static final int CHECKING = 3;
    static final int GRANTED = 4;
    static final int CLOSED = 5;
    private static final long STATE = 7;

    private final Owner owner;
    private long word; // the state, and above these bits since when it waits; 0 there: it never has

    @Nullable
    Request below;

    /** A request for one resource; {@link #and} adds others. */
    protected Request(Owner owner, Resource resource, int take) {
        super(resource, take);
        this.owner = owner;
    }

    final int state() {
        return (int) (word & STATE);
    }

    /** Latches held. */
    private void state(int next) {
        word = (word & ~STATE) | next;
    }

    /** Latches held. */
    private void waitsFromNow() {
        word = (word & STATE) | (System.nanoTime() & ~STATE) | (STATE + 1);
    }

    /** Whether it has ever waited. */
    public final boolean hasWaited() {
        return (word & ~STATE) != 0;
    }

    // ---------------------------------------------------------------- what subclasses say

    /** Everything is granted. Called without latches, on any thread; must not block, throw or run long. */
    protected abstract void granted();

    /** Nothing will be granted, and nothing is held. Called as {@link #granted} is. */
    protected abstract void failed(MusterException reason);

    /**
     * What must be true, besides, when everything is held; null for nothing. Equal conditions are asked once for all; whether they
     * are equal is asked under latches (those of generated code have identity). Must not wait for other calls or resources.
     */
    protected @Nullable BooleanSupplier condition() {
        return null;
    }

    /** Whether its wait has a limit that its thread looks after: such a wait hangs nobody for ever. */
    boolean isLimited() {
        return false;
    }

    /** Whether it is for a call, rather than for code in the middle of a body. */
    boolean isForCall() {
        return true;
    }

    /** Whether it is one of the steps by which a call comes to its worker. */
    protected boolean isOfItsWayIn() {
        return false;
    }

    /** Its wait begins. Called with the latches held: an atomic step or two. */
    protected void waits() {}

    /** Its wait ends without a grant. Called as {@link #waits} is, and as often, unless it is granted. */
    protected void waitsInVain() {}

    /** What was granted has been given back. Called without latches. */
    void givenBack() {}

    /** Whether its owner keeps it, to use it again. */
    boolean isKept() {
        return false;
    }

    // ---------------------------------------------------------------- before it is submitted

    /** Whether it can be used again: it is closed, and nobody else knows it, because it has never waited. */
    final boolean isReusable() {
        return word == CLOSED;
    }

    /** As new, for another resource. It is {@linkplain #isReusable() reusable}. */
    void reuse(Resource other, int units) {
        sibling = null;
        if (resource != other) {
            resource = other;
        }
        take = units;
        word = NEW;
    }

    /** Whether it is closed, and cannot be used again. */
    final boolean isSpent() {
        return word != CLOSED && state() == CLOSED;
    }

    /** Whether it is granted: a hint, unless the caller holds a latch or acts for the owner. */
    final boolean isHeld() {
        return state() == GRANTED;
    }

    /** Asks for another resource besides. Of one that is asked for already, the greater claim counts. */
    public final Request and(Resource other, int units) {
        add(other, units);
        return this;
    }

    // ---------------------------------------------------------------- the way in

    /**
     * {@link #reuse} and {@link #submit} in one, for the only request of an owner that nobody has started: so no order can be
     * reversed. False if anything else is in the way; then nothing has changed.
     */
    final boolean takeAgain(Units again, int units) {
        if (!isReusable() || sibling != null) {
            return false;
        }
        boolean isIdle = again.latch() == Resource.IDLE;
        if (!again.isFree(units, isIdle)) {
            again.unlatch();
            return false;
        }
        if (resource != again) {
            resource = again;
        }
        take = units;
        word = GRANTED;
        if (isIdle) {
            again.takeIdle(this);
        } else {
            again.take(this);
            again.unlatch();
        }
        return true;
    }

    /**
     * {@link #submit} for the only request of an owner that nobody has started, if all that it asks for is idle. Else false, and
     * nothing has changed.
     */
    final boolean takeIdle() {
        if (!latchAllIfIdle()) {
            return false;
        }
        word = GRANTED;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            ((Units) claim.resource).takeIdle(claim);
        }
        return true;
    }

    /**
     * Asks. True: everything is granted, and {@link #granted} is not called. False: it waits, or its wait is over already.
     */
    public final boolean submit() {
        if ((owner.holdsAnything() || owner.parent() != null) && reversesOrder()) {
            return false;
        }
        boolean isUsual = sibling == null && resource instanceof Units;
        return isUsual ? submitTo((Units) resource) : submitToAll();
    }

    /** As {@link #submitToAll}, for the usual case. */
    private boolean submitTo(Units units) {
        units.latch();
        if (state() != NEW || !units.isOpenTo(this)) {
            return submitToClosed();
        }
        BooleanSupplier condition = condition();
        if (condition != null) {
            return submitOnTrial(condition);
        }
        state(GRANTED);
        owner.push(this);
        units.take(this);
        units.unlatch();
        return true;
    }

    private boolean submitToAll() {
        boolean open = true;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.latch();
            open &= claim.resource.isOpenTo(claim);
        }
        if (!open || state() != NEW) {
            return submitToClosed();
        }
        BooleanSupplier condition = condition();
        if (condition != null) {
            return submitOnTrial(condition);
        }
        state(GRANTED);
        if (resource instanceof Units) {
            owner.push(this);
        }
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.take(claim);
            claim.resource.unlatch();
        }
        return true;
    }

    /** Latches held, all is open; leaves without. */
    private boolean submitOnTrial(BooleanSupplier condition) {
        if (knownAnswer(condition) != null) {
            return submitToQueues();
        }
        takeAll();
        state(CHECKING);
        long epoch = epoch();
        unlatchAll();
        return new Question(this, condition, epoch).ask();
    }

    /** Latches held; leaves without. Something is not open, or this request. */
    private boolean submitToClosed() {
        if (state() != NEW) {
            unlatchAll();
            return false; // closed before it was submitted
        }
        if (anyRetired()) {
            unlatchAll();
            renew();
            return submit();
        }
        return submitToQueues();
    }

    private boolean reversesOrder() {
        MusterException reversed = resource.family.admission.order().learn(this);
        return reversed != null && refuse(reversed);
    }

    /** Fails before anything is asked. */
    final boolean refuse(MusterException reason) {
        latchAll();
        boolean first = state() == NEW;
        if (first) {
            state(CLOSED);
        }
        waitsFromNow(); // its failure is told, so it is not used again
        unlatchAll();
        if (first) {
            failed(reason);
        }
        return true;
    }

    /** As {@link #submit}, but never waits: false leaves everything as it was. Does not mind those who do wait. */
    public final boolean submitOrForget() {
        latchLiving();
        boolean free = condition() == null;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            free &= claim.resource.fits(claim);
        }
        if (free) {
            grant();
        } else {
            state(CLOSED);
        }
        unlatchAll();
        return free;
    }

    /** Latches held; leaves without. Says what the owner awaits before it looks at what its parent awaits: see lend. */
    private boolean submitToQueues() {
        beginWait();
        Supplier<MusterException> refusal = null;
        boolean free = condition() == null;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            Resource at = claim.resource;
            refusal = refusal == null ? at.refusal(claim) : refusal;
            free &= at.fits(claim) && at.wouldBeFirst(claim);
        }
        boolean passes = false;
        if (refusal != null) {
            over(CLOSED);
        } else if (free) {
            grant();
        } else {
            passes = enqueue();
        }
        boolean look = condition() != null || resource.entered(this);
        unlatchAll();
        if (refusal != null) {
            failed(refusal.get());
        } else if (!free) {
            suspect(passes);
            if (look) {
                Turn.changed(resource);
            }
            resource.family.admission.hasBegun(this);
        }
        return free && refusal == null;
    }

    /** Who passes others in some of its queues, but not in all, may make a ring with them, though nobody holds anything. */
    private void suspect(boolean passes) {
        if (owner.holdsAnything() || owner.hasTakenAny() || (passes && sibling != null)) {
            resource.family.admission.deadlocks().suspect(owner);
        }
    }

    private void beginWait() {
        waitsFromNow();
        owner.awaits(this);
        waits();
    }

    /** Whether it passes others somewhere. */
    private boolean enqueue() {
        boolean passes = false;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            boolean urgent = claim.resource.covers(claim);
            claim.resource.enqueue(claim, urgent);
            passes |= urgent;
        }
        state(WAITING);
        return passes;
    }

    // ---------------------------------------------------------------- the grant

    /** Latches held, all fits. */
    private void grant() {
        takeAll();
        over(GRANTED);
    }

    /** Latches held: the wait ends in this state. */
    private void over(int endState) {
        if (endState == CLOSED && hasWaited()) {
            waitsInVain();
        }
        state(endState);
        if (endState == GRANTED && resource instanceof Units) {
            owner.push(this);
        }
        if (owner.awaits() == this) {
            owner.awaits(null);
        }
    }

    /** Latches held: a resource that grants by its own rules has granted this, or has not. */
    final void over(boolean granted) {
        over(granted ? GRANTED : CLOSED);
    }

    /** Latches not held: says so. */
    final void tell(@Nullable Supplier<MusterException> refusal) {
        if (refusal == null) {
            granted();
        } else {
            failed(refusal.get());
        }
    }

    /** Goes on with this request if it is first in all its queues and fits. Whether that changed anything. */
    final boolean attempt() {
        latchAll();
        if (state() != WAITING || !isFirstAndFits()) {
            unlatchAll();
            return false;
        }
        leaveQueues();
        BooleanSupplier condition = condition();
        Boolean holds = condition == null ? Boolean.TRUE : knownAnswer(condition);
        if (holds == null) {
            takeAll();
            state(CHECKING);
        } else if (holds) {
            grant();
        } else {
            sleep(Objects.requireNonNull(condition));
        }
        long epoch = epoch();
        unlatchAll();
        if (sibling != null) {
            changedAll();
        }
        if (condition != null && holds == null) {
            Turn.ask(new Question(this, condition, epoch));
        } else if (Boolean.TRUE.equals(holds)) {
            granted();
            wakeNextSharer();
        }
        return true;
    }

    // ---------------------------------------------------------------- the condition

    /** Latches held; leaves without. The condition was false at {@code epoch}. */
    final void waitForCondition(BooleanSupplier condition, long epoch) {
        if (!hasWaited()) {
            beginWait();
        }
        if (epoch == epoch()) {
            sleep(condition);
            remember(condition, epoch, false);
        } else {
            enqueueFirst(); // a recheck came after the answer: ask again
        }
        unlatchAll();
        suspect(true);
        resource.family.admission.hasBegun(this);
    }

    private @Nullable Boolean knownAnswer(BooleanSupplier condition) {
        Sleepers sleepers = home().sleepersFor(condition);
        return sleepers == null ? null : sleepers.answerAt(epoch());
    }

    final void remember(BooleanSupplier condition, long epoch, boolean holds) {
        Sleepers sleepers = home().sleepersFor(condition);
        if (sleepers != null) {
            sleepers.answered(epoch, holds);
        }
    }

    private void sleep(BooleanSupplier condition) {
        Sleepers sleepers = home().sleepersFor(condition);
        (sleepers == null ? new Sleepers(condition, locks()) : sleepers).add(this);
        state(ASLEEP);
    }

    /** From asleep to before the line of every queue. False if it does not sleep any more. */
    final boolean wake() {
        latchAll();
        boolean slept = state() == ASLEEP;
        if (slept) {
            Objects.requireNonNull(home().sleepersFor(Objects.requireNonNull(condition())))
                    .remove(this);
            enqueueFirst();
        }
        unlatchAll();
        if (slept) {
            suspect(true);
        }
        return slept;
    }

    private void enqueueFirst() {
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            claim.resource.enqueue(claim, true);
        }
        state(WAITING);
    }

    /** This request will not use the answer, or shares what it holds: the next who sleeps for the same may have its turn. */
    final void wakeNext(BooleanSupplier condition) {
        Request next;
        Units home;
        do {
            latchAll();
            home = home();
            Sleepers sleepers = home.sleepersFor(condition);
            boolean vain = sleepers == null || Boolean.FALSE.equals(sleepers.answerAt(epoch()));
            next = vain || sleepers == null ? null : sleepers.first();
            unlatchAll();
        } while (next != null && !next.wake());
        Turn.changed(home);
    }

    final void wakeNextSharer() {
        BooleanSupplier condition = condition();
        if (condition != null && homeClaim().take < Units.ALL) {
            wakeNext(condition);
        }
    }

    // ---------------------------------------------------------------- the way out

    /** Gives back what is granted, or leaves the queues without a word. */
    public final void close() {
        boolean sole = true;
        boolean sleepers = false;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            Resource at = claim.resource;
            if (at.latch() != Resource.SOLE) {
                sole = false;
                sleepers |= at.hasSleepers();
            }
        }
        if (!sole || state() != GRANTED) {
            closeLatched(sleepers);
            return;
        }
        state(CLOSED);
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            ((Units) claim.resource).endSole();
        }
        owner.remove(this);
    }

    /** Latches held; leaves without. */
    private void closeLatched(boolean sleepers) {
        if (state() != GRANTED) {
            leave(null);
            return;
        }
        state(CLOSED);
        if (sleepers) {
            wakeBefore();
        }
        boolean look = false;
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            Resource at = claim.resource;
            at.end(claim);
            look |= !at.queue.isEmpty();
            at.unlatch();
        }
        owner.remove(this);
        if (look) {
            changedAll();
        }
        givenBack();
    }

    /** Latches held. Those whose condition this may have made true come first, while nobody can slip in. */
    private void wakeBefore() {
        unlatchAll();
        wakeSleepers();
        latchAll();
    }

    @Override
    public final boolean giveUp(MusterException reason) {
        latchAll();
        if (!leave(reason)) {
            return false;
        }
        failed(reason);
        return true;
    }

    /** As {@link #giveUp}, but nobody is told: the caller knows. */
    public final boolean withdraw(MusterException reason) {
        latchAll();
        return leave(reason);
    }

    /**
     * Gives up for good, even before it is submitted, and tells nobody; for a request of one resource. At a barrier that breaks the generation, because of
     * {@code cause}: so a party either arrives or departs, once.
     *
     * @return whether the wait was still to come or going on; then it is over, and nobody will be told
     */
    public final boolean depart(Throwable cause) {
        latchFirst();
        if (state() != NEW) {
            return leave(cause);
        }
        state(CLOSED);
        unlatchAll();
        if (resource instanceof Barrier barrier) {
            barrier.depart(cause);
        }
        return true;
    }

    /** Latches held; leaves without. False if nothing is waited for. */
    private boolean leave(@Nullable Throwable reason) {
        int was = state();
        BooleanSupplier condition = condition();
        if (was == WAITING) {
            for (Claim claim = this; claim != null; claim = claim.sibling) {
                claim.resource.queue.remove(claim);
                claim.resource.left(claim, reason);
            }
        } else if (was == ASLEEP) {
            Objects.requireNonNull(home().sleepersFor(Objects.requireNonNull(condition)))
                    .remove(this);
        }
        if (was != GRANTED && was != CLOSED) {
            over(CLOSED);
        }
        unlatchAll();
        if (was == WAITING) {
            if (condition != null) {
                wakeNext(condition);
            }
            changedAll();
        }
        return was == WAITING || was == ASLEEP || was == CHECKING;
    }

    /** A granted request for units becomes nobody's: they stay taken, until anybody releases as many. */
    final void disown() {
        ((Units) resource).disown(this);
        owner.took((Units) resource);
        state(CLOSED);
        owner.remove(this);
    }

    // ---------------------------------------------------------------- for those who watch

    /**
     * Puts this before the line, where a holder waits for it.
     *
     * <p>That bends the one order, for the better: those whom it passes wait for that holder in any case.
     */
    final void passLine() {
        latchAll();
        boolean passes = false;
        if (state() == WAITING) {
            for (Claim claim = this; claim != null; claim = claim.sibling) {
                if (claim.resource.covers(claim)) {
                    claim.resource.queue.remove(claim);
                    claim.resource.enqueue(claim, true);
                    passes = true;
                }
            }
        }
        unlatchAll();
        if (passes) {
            suspect(true);
        }
        changedAll();
    }

    /** As {@link #passLine}, but first of all and everywhere; and who does that lets it go on then. */
    final void passAll() {
        latchAll();
        if (state() == WAITING) {
            for (Claim claim = this; claim != null; claim = claim.sibling) {
                claim.resource.queue.remove(claim);
                claim.resource.queue.addUrgent(claim, null);
            }
        }
        unlatchAll();
    }

    /**
     * What it lacks, also {@code known} of others who lack the same; in {@code behind}, the requests that merely stand before it; and in
     * {@code atWorst}, what it lacks if permits that are nobody's come back only from those who have taken some.
     */
    final List<Need> needs(List<Owner> behind, List<Need> atWorst, KnownNeeds known) {
        List<Need> needs = new ArrayList<>();
        for (Claim claim = this; claim != null; claim = claim.sibling) {
            Resource at = claim.resource;
            at.latch();
            int now = state(); // who sleeps lacks what somebody else has: until that is back, nobody asks its condition
            boolean waits = now == WAITING || now == ASLEEP;
            Need need = waits ? known.need(claim) : Need.NONE;
            Need worst = waits ? known.atWorst(claim, need) : Need.NONE;
            Claim before = now == WAITING && at instanceof Units ? claim.prev : null;
            at.unlatch();
            known.note(claim, need, worst);
            if (need != Need.NONE) {
                needs.add(need);
            }
            if (worst != Need.NONE) {
                atWorst.add(worst);
            }
            if (before != null) {
                behind.add(before.request().owner);
            }
        }
        return needs;
    }

    /** Who asks. */
    public final Owner owner() {
        return owner;
    }

    @Override
    public final long since() {
        return word & ~STATE;
    }

    @Override
    final Request request() {
        return this;
    }

    /** Whether it waits, at this moment. */
    public final boolean isWaiting() {
        int now = latchedState();
        return now == WAITING || now == ASLEEP || now == CHECKING;
    }

    final int latchedState() {
        latchAll();
        int now = state();
        unlatchAll();
        return now;
    }

    /** Why it waits: for what, since when, held by whom, behind whom. */
    public final String explain() {
        return new RequestExplanation(this).ofRequest();
    }

    /** The resources that it asks for, and what is the matter with them. */
    public final String awaited() {
        return new RequestExplanation(this).ofClaims(false);
    }

    @Override
    public final String toString() {
        return owner.name() + " " + explain();
    }
}
