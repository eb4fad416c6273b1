package dev.muster;

import org.jspecify.annotations.Nullable;

/**
 * The body ran longer than its limit, or than what is left of the one that it has inherited, and was interrupted. Its worker and
 * resources stay taken until it has really ended.
 */
public final class RunTimeoutException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public RunTimeoutException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public RunTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
