package dev.muster;

import org.jspecify.annotations.Nullable;

/** The body of a call threw; the cause is what it threw. */
public final class CallFailedException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public CallFailedException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public CallFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
