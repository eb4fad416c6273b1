package dev.muster;

import org.jspecify.annotations.Nullable;

/** The root of what Muster itself throws. The message names the call, the resource and the way out. */
public class MusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public MusterException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public MusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
