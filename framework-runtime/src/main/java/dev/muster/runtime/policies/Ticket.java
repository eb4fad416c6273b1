package dev.muster.runtime.policies;

import dev.muster.policy.CallInfo;
import dev.muster.runtime.admission.Verdict;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call's question to one policy, from the asking to the call's end.
 *
 * <pre>
 *   ASKED ──▶ ADMITTED | REFUSED ──▶ GONE
 *     └─────▶ WAITING ──▶ ADMITTED | REFUSED | GONE
 * </pre>
 *
 * {@code state}, {@code what} and {@code round} belong to whoever acts for the {@link Doorkeeper}, one thread at a time. {@code
 * over} turns true once, by any thread.
 */
public final class Ticket {
    enum State {
        ASKED,
        WAITING,
        ADMITTED,
        REFUSED,
        GONE
    }

    private final Doorkeeper doorkeeper;
    private final CallInfo call;
    private final Verdict verdict;
    private final AtomicBoolean over = new AtomicBoolean();
    State state = State.ASKED;
    String what = "";
    long round;

    Ticket(Doorkeeper doorkeeper, CallInfo call, Verdict verdict) {
        this.doorkeeper = doorkeeper;
        this.call = call;
        this.verdict = verdict;
    }

    CallInfo call() {
        return call;
    }

    /** What the call waits for. */
    public Verdict verdict() {
        return verdict;
    }

    /** The call has ended, has given up, or will be asked for anew. May be said again. */
    public void over() {
        if (over.compareAndSet(false, true)) {
            doorkeeper.over(this);
        }
    }

    boolean isOver() {
        return over.get();
    }
}
