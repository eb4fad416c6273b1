package dev.muster.runtime.claims;

import dev.muster.call.Hold;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call's admission by another process: first a thread that waits for it, then a hold. All fields are guarded by this object's
 * monitor; whoever comes second of the one who gets the hold and the one who ends the stay gives it back.
 */
final class Stay {
    private @Nullable Future<?> entering;
    private @Nullable Hold hold;
    private boolean over;

    /** A thread waits. */
    synchronized void enteredBy(Future<?> thread) {
        entering = thread;
        if (over) {
            thread.cancel(true);
        }
    }

    /** It is admitted. False if the stay is over; then the caller gives the hold back. */
    synchronized boolean admitted(Hold granted) {
        hold = granted;
        return !over;
    }

    /** Ends the stay: what is to be given back, or null. */
    synchronized @Nullable Hold end() {
        if (over) {
            return null;
        }
        over = true;
        if (hold == null && entering != null) {
            entering.cancel(true);
        }
        return hold;
    }
}
