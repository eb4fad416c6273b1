package dev.muster.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ChunkOutput} wrote; can find out whether so many bytes are really there before anybody asks for them. */
final class ChunkInput extends InputStream {
    private static final byte[] NOTHING = {};

    private final WireReader in;
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private byte[] chunk = NOTHING;
    private int position;
    private long arrived;
    private boolean ended;
    private @Nullable IOException failure;

    ChunkInput(WireReader in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    /** Whether there are so many bytes in all, from the first; reads ahead to find out. False also if the channel fails. */
    boolean hasInAll(long bytes) {
        try {
            while (arrived < bytes && !ended) {
                ahead.add(receive());
            }
            return arrived >= bytes;
        } catch (IOException e) {
            return false; // Kept as the failure.
        }
    }

    /** Goes to the end, wherever the user of this stream stopped. */
    void skipRest() throws IOException {
        while (!ended) {
            receive();
        }
    }

    /** How the channel failed, if it did: it is not the fault of the value. */
    @Nullable
    IOException failure() {
        return failure;
    }

    private boolean hasMore() throws IOException {
        while (position == chunk.length && !(ended && ahead.isEmpty())) {
            chunk = ahead.isEmpty() ? receive() : ahead.remove();
            position = 0;
        }
        return position < chunk.length;
    }

    private byte[] receive() throws IOException {
        try {
            byte[] next = in.getBytes();
            if (next == null) {
                throw new StreamCorruptedException("Expected a piece of a value, read null");
            }
            ended = next.length == 0;
            arrived += next.length;
            return next;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
