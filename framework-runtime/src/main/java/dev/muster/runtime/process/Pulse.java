package dev.muster.runtime.process;

import dev.muster.runtime.protocol.Control;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What a child says over its control connection: whether it is there, judged by pings, and that it has something to say. The watch
 * of its pool asks, the pool's {@link Ear} hears. {@code unanswered} is guarded by this object's monitor, under which nothing waits,
 * for the connection does not block. The child's worker sets {@code rung} back, before it looks; it and {@code ended} may be read by
 * anybody.
 *
 * <p>Looks are counted, not time: a parent that was stopped itself, and its children with it, comes back to one look and not to
 * the conclusion that all are dead.
 */
final class Pulse {
    /** A child that has answered none of so many pings in a row is dead. */
    static final int LOOKS = 5;

    private final ByteBuffer heard = ByteBuffer.allocate((LOOKS + 1) * Control.SIZE);
    private int unanswered;
    private volatile boolean rung;
    private volatile boolean ended;

    /**
     * Asks again. Returns false if there have been enough questions without an answer. A connection that has ended gives none: as a
     * rule the child has, too, which whoever reads from the other connection finds out before.
     */
    synchronized boolean look(SocketChannel control) {
        try {
            return unanswered++ < LOOKS && control.write(new Control(Control.PING, 0).toBytes()) == Control.SIZE;
        } catch (IOException over) {
            return unanswered <= LOOKS;
        }
    }

    /** Takes in all that has come, whatever it is: it is a sign of life, and may be a ring. */
    synchronized void hear(SocketChannel control) {
        try {
            int count;
            while ((count = control.read(heard.clear())) > 0) {
                unanswered = 0;
                rung = true;
            }
            ended |= count < 0;
        } catch (IOException over) {
            ended = true;
        }
    }

    /** Nothing is expected any more of what was asked. */
    synchronized void rest() {
        unanswered = 0;
    }

    /** Whether the child may have something to say that nobody has looked for. */
    boolean hasRung() {
        return rung;
    }

    /** Somebody is about to look. */
    void answersRing() {
        rung = false;
    }

    /** There was something, behind which there may be more. */
    void ringsOn() {
        rung = true;
    }

    /** Whether the connection has ended, and so the child. */
    boolean hasEnded() {
        return ended;
    }
}
