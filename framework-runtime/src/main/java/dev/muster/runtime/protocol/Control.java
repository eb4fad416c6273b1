package dev.muster.runtime.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * What a parent says over the control channel, at any time: nine bytes, a kind and an id.
 *
 * @param kind one of the constants
 * @param id the id of a call, or 0
 */
public record Control(byte kind, long id) {
    /** Cancel the call: interrupt its body, or do not start it. Also for calls that have not arrived yet, or are over. */
    public static final byte CANCEL = 1;

    /** Give back all calls that have arrived and have not been started. */
    public static final byte RECALL = 2;

    /** End in order: run the shutdown hooks and exit with 0. */
    public static final byte END = 3;

    private static final int SIZE = Byte.BYTES + Long.BYTES;

    /** The bytes that say this. */
    public ByteBuffer toBytes() {
        return ByteBuffer.allocate(SIZE).put(kind).putLong(id).flip();
    }

    /**
     * Waits for what is said next.
     *
     * @throws EOFException if the parent has closed the channel, or is gone
     */
    public static Control read(ReadableByteChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        Hello.readFully(channel, bytes);
        return new Control(bytes.get(), bytes.getLong());
    }
}
