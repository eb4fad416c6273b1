package dev.muster.runtime.protocol;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a parent replies to an {@link Ask}: a value, with a text where one is asked for, or a failure.
 *
 * <p>Layout: {@code boolean} whether it failed; then {@code long} the value and {@code String} the text or null, or the failure
 * as {@link RemoteFailure} writes it.
 */
public record Reply(
        long value, @Nullable String text, @Nullable Throwable failure) {
    /** The longest; the control connection, which must take it at once, holds several. */
    private static final int MOST_BYTES = 32 * 1024;

    /** A value. */
    public static Reply of(long value) {
        return new Reply(value, null, null);
    }

    /** A text. */
    public static Reply of(String text) {
        return new Reply(0, text.length() > 4_096 ? text.substring(0, 4_096) : text, null);
    }

    /** A failure. */
    public static Reply failed(Throwable failure) {
        return new Reply(0, null, failure);
    }

    /** The bytes that say this. */
    public byte[] toBytes() {
        byte[] bytes = Fields.bytes(this::write);
        return bytes.length <= MOST_BYTES ? bytes : Fields.bytes(tooLong()::write);
    }

    /** Only failures are ever too long: a text is cut. */
    private Reply tooLong() {
        return failed(new IllegalStateException(RemoteFailure.textOf(Objects.requireNonNull(failure))));
    }

    private void write(WireWriter out) throws IOException {
        out.putBoolean(failure != null);
        if (failure != null) {
            RemoteFailure.write(failure, out);
        } else {
            out.putLong(value);
            out.putString(text);
        }
    }

    /** Reads the bytes; {@code boundary} is appended to the stack traces of a failure. */
    public static Reply of(byte[] bytes, @Nullable ClassLoader loader, StackTraceElement boundary) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        WireReader in = new WireReader(
                (into, offset, length) -> {
                    int count = Math.min(length, left.remaining());
                    left.get(into, offset, count);
                    return count == 0 && length > 0 ? -1 : count;
                },
                List.of(),
                loader);
        try {
            return in.getBoolean()
                    ? failed(RemoteFailure.read(in, loader, boundary))
                    : new Reply(in.getLong(), in.getString(), null);
        } catch (EOFException cut) {
            throw new BrokenChannelException("a reply that ends too soon");
        }
    }
}
