package dev.muster;

import org.jspecify.annotations.Nullable;

/** A value cannot cross to a child process or back; the message names the place and the type. */
public final class NotTransferableException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public NotTransferableException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public NotTransferableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
