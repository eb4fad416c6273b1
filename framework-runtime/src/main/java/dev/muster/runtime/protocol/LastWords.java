package dev.muster.runtime.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The parent's end of the data connection: what the child has sent and then, when the connection has ended, what the child had kept
 * in its {@link Outbox} and had not sent. Used by one thread at a time.
 */
public final class LastWords implements ReadableByteChannel {
    private final ReadableByteChannel from;
    private final Path file;
    private long received;
    private @Nullable ByteBuffer left;
    private @Nullable IOException failure;

    /** Reads from {@code from}, and at its end from {@code file}, if there is one. */
    public LastWords(ReadableByteChannel from, Path file) {
        this.from = from;
        this.file = file;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (left == null) {
            int count = receive(into);
            if (count >= 0) {
                received += count;
                return count;
            }
            left = unsent();
        }
        int count = Math.min(left.remaining(), into.remaining());
        if (count > 0) {
            into.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
        }
        if (failure != null) {
            throw failure;
        }
        return -1;
    }

    private int receive(ByteBuffer into) {
        try {
            return from.read(into);
        } catch (IOException reset) {
            failure = reset;
            return -1;
        }
    }

    private ByteBuffer unsent() {
        try {
            ByteBuffer said = ByteBuffer.wrap(Files.readAllBytes(file));
            long head = said.getLong();
            int kept = (int) head;
            int known = (int) received - (int) (head >>> Integer.SIZE); // of those that are kept
            if (known >= 0 && known <= kept && kept <= said.remaining()) {
                seal(said, Outbox.HEADER + kept);
                return said.slice(Outbox.HEADER + known, kept - known);
            }
        } catch (IOException | RuntimeException none) {
            // It has never kept anything, or is no child of ours.
        }
        return ByteBuffer.allocate(0);
    }

    /** Gives the piece that the child was at its length. */
    private static void seal(ByteBuffer said, int end) {
        for (int at = Outbox.HEADER; end - at >= Piece.HEADER; ) {
            int header = said.getInt(at);
            if (header == Piece.open()) {
                said.putInt(at, Piece.header(end - at - Piece.HEADER, true));
            }
            at += Piece.HEADER + Piece.length(header);
        }
    }

    @Override
    public boolean isOpen() {
        return from.isOpen();
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
