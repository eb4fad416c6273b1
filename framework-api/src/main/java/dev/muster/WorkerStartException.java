package dev.muster;

import org.jspecify.annotations.Nullable;

/** No worker could be started for the call: the cause or the message says why. The body never ran. */
public final class WorkerStartException extends MusterException {
    private static final long serialVersionUID = 1L;

    /** With a message. */
    public WorkerStartException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public WorkerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
