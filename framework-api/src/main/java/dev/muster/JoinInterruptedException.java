package dev.muster;

import org.jspecify.annotations.Nullable;

/**
 * The thread was interrupted while it waited for a call, or to make a blocking one; its interrupt status is set. The call or
 * batch that was waited for goes on; a fan-out into an array is cancelled. A blocking call that had to wait for its resources
 * was not made; one that waited at the exit barrier has run. The message says which.
 */
public final class JoinInterruptedException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public JoinInterruptedException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public JoinInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
