package dev.muster.runtime.protocol;

import java.io.IOException;

/** What was being written does not fit into the message any more; it belongs into the next one. Has no trace. */
public final class MessageFullException extends IOException {
    private static final long serialVersionUID = 1L;

    /** As its name says. */
    public MessageFullException() {
        super("the message is full");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
