package dev.muster;

import org.jspecify.annotations.Nullable;

/**
 * The call was not accepted, or not let in: its {@link Muster} is closed, or was before the call's turn came; the queue of its
 * pool is full; a policy refuses it; a key is null; or the call that was to fire its event failed, which is the cause then. The
 * body never ran, and nothing is held. A wait for a handle ends with this, too, if the Muster is closed before or meanwhile.
 */
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
