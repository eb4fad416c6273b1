package dev.muster;

import org.jspecify.annotations.Nullable;

/** The call was not admitted within its wait limit. The body never ran, and nothing is held. */
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
