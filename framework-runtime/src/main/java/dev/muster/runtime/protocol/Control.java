package dev.muster.runtime.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * What a parent says over the control channel, at any time: nine bytes, a kind and an id; and for a {@link #REPLY} an {@code int}
 * and so many bytes besides. The child says nothing there but the nine bytes of each {@link #PING}, back again, and {@link #RING}.
 *
 * @param kind one of the constants
 * @param id the id of a call or an ask, or 0
 * @param content what a {@link Reply} consists of; empty for the other kinds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Control(byte kind, long id, byte[] content) {
    /** Cancel the call: interrupt its body, or do not start it. Also for calls that have not arrived yet, or are over. */
    public static final byte CANCEL = 1;

    /** Give back all calls that have arrived and have not been started. */
    public static final byte RECALL = 2;

    /** End in order: run the shutdown hooks and exit with 0. */
    public static final byte END = 3;

    /** The reply to the ask with this id. */
    public static final byte REPLY = 4;

    /** Are you there? To be said back at once, by a thread that no body can hold up. */
    public static final byte PING = 5;

    /**
     * By the child: it has said something over the data connection without having a call to answer, so that nobody may be reading
     * there. The id is 0.
     */
    public static final byte RING = 6;

    /** The length of one without content. */
    public static final int SIZE = Byte.BYTES + Long.BYTES;

    private static final int MOST_CONTENT = 1 << 20;
    private static final byte[] NONE = {};

    /** One without content. */
    public Control(byte kind, long id) {
        this(kind, id, NONE);
    }

    /** The bytes that say this. */
    public ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE + (kind == REPLY ? Integer.BYTES + content.length : 0));
        bytes.put(kind).putLong(id);
        if (kind == REPLY) {
            bytes.putInt(content.length).put(content);
        }
        return bytes.flip();
    }

    /**
     * Waits for what is said next.
     *
     * @throws EOFException if the parent has closed the channel, or is gone
     */
    public static Control read(ReadableByteChannel channel) throws IOException {
        ByteBuffer bytes = read(channel, SIZE);
        byte kind = bytes.get();
        long id = bytes.getLong();
        return new Control(kind, id, kind == REPLY ? readContent(channel) : NONE);
    }

    private static byte[] readContent(ReadableByteChannel channel) throws IOException {
        int length = read(channel, Integer.BYTES).getInt();
        if (length < 0 || length > MOST_CONTENT) {
            throw new IOException("not the length of a reply: " + length);
        }
        return read(channel, length).array();
    }

    private static ByteBuffer read(ReadableByteChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        Hello.readFully(channel, bytes);
        return bytes;
    }
}
