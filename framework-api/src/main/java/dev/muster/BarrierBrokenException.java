package dev.muster;

import org.jspecify.annotations.Nullable;

/** A party of this generation of a barrier failed or left; the cause is what happened to it. */
public final class BarrierBrokenException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public BarrierBrokenException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public BarrierBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
