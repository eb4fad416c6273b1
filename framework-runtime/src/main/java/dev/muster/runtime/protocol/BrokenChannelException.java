package dev.muster.runtime.protocol;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The channel itself has failed: it is closed, or carries what no peer would write. Nothing more can be said over it. */
public final class BrokenChannelException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The channel carries what no peer would write. */
    public BrokenChannelException(String message) {
        super(message);
    }

    /** The channel ended or failed; the cause says how. */
    public BrokenChannelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the peer was gone before it had read all that was sent to it. (A Unix-domain socket that is closed with bytes unread
     * resets the connection, so that its peer can tell this from an ordinary end.)
     */
    public boolean isUnread() {
        return getCause() != null && !(getCause() instanceof EOFException);
    }

    /** Whether the peer is there, but says what makes no sense. */
    public boolean isGarbage() {
        return getCause() == null;
    }
}
