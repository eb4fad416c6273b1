package dev.muster.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A value cannot be written, or what was read cannot be made a value again; the channel itself is not at fault. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the value's type, what is wrong and what to do. */
    public WireException(String message) {
        super(message);
    }

    /** With a message and a cause. */
    public WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
