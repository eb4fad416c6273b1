package dev.muster.runtime.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes on each of a child's two connections: eight of magic and version, the kind of the connection, the secret.
 */
public final class Hello {
    /** The connection for calls and answers. */
    public static final byte DATA = 0;

    /** The connection over which the parent interferes. */
    public static final byte CONTROL = 1;

    /** The length of a secret, in bytes. */
    public static final int SECRET = 32;

    /** "MUSTER" and the version of this contract. */
    private static final long MAGIC = 0x4d55_5354_4552_0001L;

    private static final int SIZE = Long.BYTES + 1 + SECRET;

    private final byte channel;
    private final byte[] secret;

    /**
     * A hello.
     *
     * @param channel {@link #DATA} or {@link #CONTROL}
     * @param secret what the child was given, to prove that it is the one that was started
     */
    public Hello(byte channel, byte[] secret) {
        this.channel = channel;
        this.secret = secret.clone();
    }

    /** Says hello. */
    public void write(WritableByteChannel to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        bytes.putLong(MAGIC).put(channel).put(secret).flip();
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /** Waits for a hello; null if whoever is there is no child of this version. */
    public static @Nullable Hello read(ReadableByteChannel from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        readFully(from, bytes);
        if (bytes.getLong() != MAGIC) {
            return null;
        }
        byte channel = bytes.get();
        byte[] secret = new byte[SECRET];
        bytes.get(secret);
        return new Hello(channel, secret);
    }

    /** The kind of the connection. */
    public byte channel() {
        return channel;
    }

    /** Whether the secret is the expected one, in a time that does not depend on where they differ. */
    public boolean proves(byte[] expected) {
        return MessageDigest.isEqual(secret, expected);
    }

    static void readFully(ReadableByteChannel from, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (from.read(bytes) < 0) {
                throw new EOFException("the peer has closed the channel");
            }
        }
        bytes.flip();
    }
}
