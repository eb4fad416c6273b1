package dev.muster;

import org.jspecify.annotations.Nullable;

/** The call, or the wait, would have waited for itself: the message prints the ring by call and resource. Nothing was granted. */
public final class DeadlockException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public DeadlockException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public DeadlockException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
