package dev.muster.wire;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes bytes whose number is not known beforehand: as byte arrays, the last of which is empty. */
final class ChunkOutput extends OutputStream {
    private static final int LARGEST_CHUNK = 1 << 20;

    private final WireWriter out;
    private @Nullable IOException failure;

    ChunkOutput(WireWriter out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        try {
            for (int next = offset; next < end; next += LARGEST_CHUNK) {
                out.putBytes(bytes, next, Math.min(end, next + LARGEST_CHUNK));
            }
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    void end() throws IOException {
        out.putInt(0);
    }

    /** How the channel failed first, if it did: it is not the fault of the value. */
    @Nullable
    IOException failure() {
        return failure;
    }
}
