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
 * hands it over. {@code held} is read by others only as a hint, or once they have seen that the owner waits.
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

    private @Nullable Request held;
    private @Nullable BlockingRequest spare; // the body's thread's alone
    private volatile @Nullable Wait awaits;
    private volatile @Nullable Alias alias;
    private volatile boolean dead;

    /** What another process knows of an owner. */
    public interface Alias {
        /** The owner has ended. */
        void ended();
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

    /** What another process knows of this owner, or null. */
    public final @Nullable Alias alias() {
        return alias;
    }

    /** Another process is about to know of this owner, unless it does already. What it knows. */
    public final synchronized Alias alias(Supplier<? extends Alias> made) {
        Alias known = alias;
        if (known == null) {
            known = made.get();
            alias = known;
        }
        return known;
    }

    /** The body is dead, with the process that it was in: whoever acts for it must not wait any more. */
    public final void die() {
        dead = true;
    }

    final boolean isDead() {
        return dead;
    }

    /** The request kept for reuse; among what is held while it is granted, without being in {@code held}. */
    final @Nullable BlockingRequest spare() {
        return spare;
    }

    /** The spare, if nothing else is held, and nobody started this owner; else null. */
    final @Nullable BlockingRequest loneSpare() {
        return held == null && parent() == null ? spare : null;
    }

    final void spare(BlockingRequest request) {
        spare = request;
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
        return held != null || (spare != null && spare.isHeld());
    }

    final @Nullable Request topmost() {
        return spare != null && spare.isHeld() ? spare : held;
    }

    final @Nullable Request below(Request request) {
        return request == spare ? held : request.below;
    }

    final void push(Request request) {
        if (request != spare) {
            request.below = held;
            held = request;
        }
    }

    final void remove(Request request) {
        if (request == spare) {
            return;
        }
        if (held == request) {
            held = request.below;
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
     * Gives back all that is still held: the owner is dead, or has forgotten.
     *
     * @return the names of what it held
     */
    public final List<String> releaseAll() {
        List<String> names = new ArrayList<>();
        for (Request request = topmost(); request != null; request = topmost()) {
            for (Claim claim = request; claim != null; claim = claim.sibling) {
                names.add(claim.resource.label());
            }
            request.close();
        }
        return names;
    }

    @Override
    public final String toString() {
        return name();
    }
}
