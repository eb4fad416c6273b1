package dev.muster;

import org.jspecify.annotations.Nullable;

/**
 * The body did not begin within the call's wait limit, or before the deadline that the call has inherited, whether it waited for
 * resources or for a worker. It never ran, and nothing is held.
 */
public final class WaitTimeoutException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public WaitTimeoutException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public WaitTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
