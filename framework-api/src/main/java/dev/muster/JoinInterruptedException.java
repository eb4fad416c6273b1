package dev.muster;

import org.jspecify.annotations.Nullable;

/** The thread was interrupted while it waited for a call. Its interrupt status is set; the call goes on. */
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
