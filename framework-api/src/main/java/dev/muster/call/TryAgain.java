package dev.muster.call;

import java.time.Duration;

/**
 * Ends one try of a call, so that it is tried anew after a delay; see {@code PolicyCall.again}. Thrown out of a call's body
 * where policies wrap it, and caught by the runtime. Only a carrier: its own trace and message do not matter.
 */
public final class TryAgain extends Error {
    private static final long serialVersionUID = 1L;

    private final Duration after;
    private final Throwable reason;

    /** To be tried anew so long from now, because of {@code reason}. */
    public TryAgain(Duration after, Throwable reason) {
        super("try again after " + after, reason, false, false);
        this.after = after;
        this.reason = reason;
    }

    /** How long to wait. */
    public Duration after() {
        return after;
    }

    /** Why this try did not do. */
    public Throwable reason() {
        return reason;
    }
}
