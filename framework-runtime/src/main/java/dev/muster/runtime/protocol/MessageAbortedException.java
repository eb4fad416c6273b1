package dev.muster.runtime.protocol;

import java.io.IOException;

/** The peer gave up the message that it was writing; what was read of it is void. */
public final class MessageAbortedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** As its name says. */
    public MessageAbortedException() {
        super("the peer gave up the message");
    }
}
