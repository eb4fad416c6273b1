package dev.muster.runtime.admission;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.call.Description;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event: unset, set, or failed, and so for all who wait or will wait, until it is cleared. Its claims take nothing, and do
 * not stand in each other's way. One that is retired hands on what is done to it: who has it may keep it for long.
 */
public final class Event extends Resource {
    private boolean set;
    private @Nullable Throwable failure;
    private String why = ""; // what the failure says of itself: it may be the user's, and is asked without the latch

    Event(Resources<?> family, @Nullable Object key) {
        super(family, key);
    }

    /** Sets the event and lets all who wait go on; a failure before is forgotten. */
    public void set() {
        become(true, null, "");
    }

    /** Fails the event for all who wait or will wait, unless it is set. */
    public void fail(Throwable cause) {
        become(false, cause, Description.of(cause));
    }

    /** Makes the event as new. */
    public void clear() {
        become(false, null, "");
    }

    private void become(boolean isSet, @Nullable Throwable cause, String said) {
        Event at = (Event) latchLiving();
        if (cause == null || !at.set) {
            at.set = isSet;
            at.failure = cause;
            at.why = said;
        }
        at.unlatch();
        Turn.changed(at);
    }

    /** Whether it is set, at this moment. */
    public boolean isSet() {
        Event at = (Event) latchLiving();
        boolean seen = at.set;
        at.unlatch();
        return seen;
    }

    @Override
    boolean fits(Claim claim) {
        return set;
    }

    @Override
    void take(Claim claim) {}

    @Override
    void give(Claim claim) {}

    @Override
    boolean covers(Claim claim) {
        return set;
    }

    @Override
    @Nullable
    Supplier<MusterException> refusal(Claim claim) {
        Throwable cause = failure;
        String said = why;
        return cause == null ? null : () -> failed(claim.request().owner(), said, cause);
    }

    private MusterException failed(Owner owner, String said, Throwable cause) {
        return new RefusedException(owner.name() + " awaits event " + label() + ", which has failed: " + said, cause);
    }

    @Override
    boolean isIdle() {
        return !set && failure == null && queue.isEmpty();
    }

    @Override
    Need need(Claim claim) {
        return Need.NONE;
    }

    @Override
    void advance() {
        Request next;
        do {
            next = null;
            Supplier<MusterException> refusal = null;
            latch();
            Claim first = queue.first;
            if (first != null && (set || failure != null)) {
                next = first.request();
                refusal = set ? null : refusal(first);
                queue.remove(first);
                next.over(refusal == null);
            }
            unlatch();
            if (next != null) {
                next.tell(refusal);
            }
        } while (next != null);
    }

    @Override
    String condition() {
        Event at = (Event) latchLiving();
        String now = at.set ? "set" : at.failure == null ? "unset" : "failed: " + at.why;
        at.unlatch();
        return now;
    }
}
