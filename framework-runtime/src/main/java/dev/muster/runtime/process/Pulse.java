package dev.muster.runtime.process;

import dev.muster.runtime.protocol.Control;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Whether a child answers, judged by pings over its control connection. Used by the watch of its pool alone.
 *
 * <p>Looks are counted, not time: a parent that was stopped itself, and its children with it, comes back to one look and not to
 * the conclusion that all are dead.
 */
final class Pulse {
    /** A child that has answered none of so many pings in a row is dead. */
    static final int LOOKS = 5;

    private final ByteBuffer heard = ByteBuffer.allocate((LOOKS + 1) * Control.SIZE);
    private int unanswered;

    /**
     * Takes in what was answered, and asks again. Returns false if there have been enough questions without an answer. A connection
     * that has ended gives none: as a rule the child has, too, which whoever reads from the other connection finds out before.
     */
    boolean look(SocketChannel control) {
        try {
            heard.clear();
            if (control.read(heard) > 0) {
                unanswered = 0;
            }
            return unanswered++ < LOOKS && control.write(new Control(Control.PING, 0).toBytes()) == Control.SIZE;
        } catch (IOException ended) {
            return unanswered <= LOOKS;
        }
    }

    /** Nothing is expected any more of what was asked. */
    void rest() {
        unanswered = 0;
    }
}
