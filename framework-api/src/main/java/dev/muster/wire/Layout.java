package dev.muster.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;

/** What {@link WireWriter} and {@link WireReader} agree on; the package's description states it for other languages. */
final class Layout {
    /** Stands where a length stands, for an array or a string that is null. */
    static final int NULL = -1;

    /** Bytes of a buffer that has not been filled yet, and of one that has. */
    static final int SMALL_BUFFER = 512;

    static final int FULL_BUFFER = 1 << 16;

    /** How many values may stand inside each other. A level takes up to a KiB of the stack: a stack of 4 MiB bears them. */
    static final int DEPTH_LIMIT = 2_000;

    private Layout() {}

    static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    }

    static byte ofBoolean(boolean value) {
        return (byte) (value ? 1 : 0);
    }

    static boolean toBoolean(byte value) throws StreamCorruptedException {
        if ((value & ~1) != 0) {
            throw new StreamCorruptedException("Expected 0 or 1 for a boolean, read " + value);
        }
        return value != 0;
    }
}
