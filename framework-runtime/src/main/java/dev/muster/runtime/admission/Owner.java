package dev.muster.runtime.admission;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whoever can hold and wait: a call, or a thread outside of calls. Ownership is by owner, not by thread.
 *
 * <p>An owner does one thing at a time: its body runs, or waits for one {@link Wait}. {@code held}, a stack of what it holds,
 * is written by the thread that runs the body and, while the owner waits, by the one that grants; the volatile {@code awaits}
 * hands it over. {@code held} is read by others only as a hint, or once they have seen that the owner waits. Among what is held
 * there may be requests that the body's thread keeps to use again; above all a closed one on top, the <em>spare</em>.
 */
public abstract class Owner {
    private static final VarHandle AWAITS;

    static {
        try {
            AWAITS = MethodHandles.lookup().findVarHandle(Owner.class, "awaits", Wait.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final int MOST_TAKEN = 4;

    private @Nullable Request held;
    private volatile List<Units> taken = List.of(); // by semaphore handles; no list is ever changed
    private volatile @Nullable Wait awaits;
    private volatile @Nullable Elsewhere elsewhere; // null while this process alone knows the owner

    /** What another process knows of an owner. */
    public interface Alias {
        /** The owner has ended. */
        void ended();
    }

    /** What becomes of an owner in other processes. {@code alias} is written once, under the owner's monitor. */
    private static final class Elsewhere {
        private volatile @Nullable Alias alias;
        private volatile boolean dead;
    }

    /** A new owner, which holds nothing. */
    protected Owner() {}

    /** The name for people: of the call, or of the thread. */
    public abstract String name();

    /** Who started this one; null if nobody did, or that is over. */
    protected @Nullable Owner parent() {
        return null;
    }

    /** Whether others can wait for the end of this one: true of a call, not of a thread. */
    protected boolean isJoinable() {
        return true;
    }

    /** What it waits for, or null while it runs. */
    public final @Nullable Wait awaits() {
        return awaits;
    }

    final void awaits(@Nullable Wait wait) {
        awaits = wait;
    }

    /** It goes on, unless it waits for something else by now. */
    final void awaitsNoMore(Wait wait) {
        AWAITS.compareAndSet(this, wait, null);
    }

    /** The parent, if it is blocked until this one ends; its locks are this one's to use. */
    public final @Nullable Owner lender() {
        Owner parent = parent();
        return parent != null && parent.awaits instanceof Join join && join.covers(this) ? parent : null;
    }

    // ---------------------------------------------------------------- in other processes

    private synchronized Elsewhere elsewhere() {
        Elsewhere known = elsewhere;
        if (known == null) {
            known = new Elsewhere();
            elsewhere = known;
        }
        return known;
    }

    /** What another process knows of this owner, or null. */
    public final @Nullable Alias alias() {
        Elsewhere known = elsewhere;
        return known == null ? null : known.alias;
    }

    /** Another process is about to know of this owner, unless it does already. What it knows. */
    public final synchronized Alias alias(Supplier<? extends Alias> made) {
        Elsewhere there = elsewhere();
        Alias known = there.alias;
        if (known == null) {
            known = made.get();
            there.alias = known;
        }
        return known;
    }

    /** The body is dead, with the process that it was in: whoever acts for it must not wait any more. */
    public final void die() {
        elsewhere().dead = true;
    }

    /** Nobody acts for the dead body any more: a call that is run again has another one. */
    public final void mayRunAgain() {
        Elsewhere known = elsewhere;
        if (known != null) {
            known.dead = false;
        }
    }

    final boolean isDead() {
        Elsewhere known = elsewhere;
        return known != null && known.dead;
    }

    // ---------------------------------------------------------------- what it has taken, and does not hold

    /** It has taken units that are nobody's: a hint who may give them back. For the body's thread, as {@link #gave}. */
    final void took(Units units) {
        List<Units> before = taken;
        if (before.isEmpty()) {
            taken = List.of(units);
            return;
        }
        List<Units> after = new ArrayList<>(before.subList(before.size() < MOST_TAKEN ? 0 : 1, before.size()));
        after.add(units);
        taken = after;
    }

    final void gave(Units units) {
        List<Units> before = taken;
        if (!before.contains(units)) {
            return;
        }
        List<Units> after = new ArrayList<>(before);
        after.remove(units);
        taken = after.isEmpty() ? List.of() : after;
    }

    final boolean hasTaken(Units units) {
        return taken.contains(units);
    }

    final boolean hasTakenAny() {
        return !taken.isEmpty();
    }

    // ---------------------------------------------------------------- what it holds

    /** The closed request on top that can be used again, or null. For the body's thread. */
    final @Nullable BlockingRequest spare() {
        return held instanceof BlockingRequest top && top.isReusable() ? top : null;
    }

    /** The one request that there is, if it is on the body's thread and nobody started this owner; else null. */
    final @Nullable BlockingRequest lone() {
        return held instanceof BlockingRequest top && top.below == null && parent() == null ? top : null;
    }

    /** Whether this owner, or one that lends to it, holds anything. */
    final boolean mayBorrow() {
        for (Owner owner = this; owner != null; owner = owner.lender()) {
            if (owner.holdsAnything()) {
                return true;
            }
        }
        return false;
    }

    /** Whether this owner may use what {@code holder} holds. */
    final boolean borrowsFrom(Owner holder) {
        for (Owner owner = this; owner != null; owner = owner.lender()) {
            if (owner == holder) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything is held: a hint, unless asked on the body's thread or while the owner waits. */
    public final boolean holdsAnything() {
        return topmost() != null;
    }

    final @Nullable Request topmost() {
        return heldFrom(held);
    }

    final @Nullable Request below(Request request) {
        return heldFrom(request.below);
    }

    private static @Nullable Request heldFrom(@Nullable Request top) {
        Request at = top;
        while (at != null && !at.isHeld()) {
            at = at.below;
        }
        return at;
    }

    /** Notes a request that is about to be made for the first time, and is to be kept. */
    final void keep(BlockingRequest request) {
        insert(request, unspent());
    }

    /** Notes what is granted; below the spare, so that this stays on top. */
    final void push(Request request) {
        if (request.isKept()) {
            return;
        }
        Request top = unspent();
        if (top != null && top.isReusable()) {
            request.below = top.below;
            top.below = request;
        } else {
            insert(request, top);
        }
    }

    private void insert(Request request, @Nullable Request top) {
        request.below = top;
        held = request;
    }

    /** What is on top, but for a kept request that has waited in vain. */
    private @Nullable Request unspent() {
        Request top = held;
        return top != null && top.isSpent() ? top.below : top;
    }

    /** What is closed is not held any more; only the topmost is kept. */
    final void remove(Request request) {
        if (held == request) {
            if (!(request.isKept() && request.isReusable())) {
                held = request.below;
            }
            return;
        }
        for (Request above = held; above != null; above = above.below) {
            if (above.below == request) {
                above.below = request.below;
                return;
            }
        }
    }

    /**
     * Gives back all that is still held: the owner is dead, or has forgotten, or is over.
     *
     * @return the names of what it held, but for what it was given on its way in
     */
    public final List<String> releaseAll() {
        List<String> names = List.of();
        Request request = topmost();
        while (request != null) {
            Request next = below(request);
            if (!request.isOfItsWayIn()) {
                names = with(names, request);
            }
            request.close();
            request = next;
        }
        return names;
    }

    private static List<String> with(List<String> names, Request request) {
        List<String> more = new ArrayList<>(names);
        for (Claim claim = request; claim != null; claim = claim.sibling) {
            more.add(claim.resource.label());
        }
        return more;
    }

    @Override
    public final String toString() {
        return name();
    }
}
