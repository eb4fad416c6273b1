package dev.muster;

import org.jspecify.annotations.Nullable;

/** The call was not accepted: its runtime is closed, or a queue is full. The body never ran. */
public final class RefusedException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public RefusedException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
