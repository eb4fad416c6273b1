package dev.muster.runtime.protocol;

import dev.muster.wire.Codec;
import dev.muster.wire.WireReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that a {@link MessageWriter} wrote, part by part. A piece is read whole before any of it is seen.
 *
 * <p>Used by one thread at a time. Bytes up to {@code filled} have arrived in the buffer. Those of {@code piece} between its position
 * and its limit are the rest of the present piece: it is the buffer or, if {@code inLane}, a slot, and nothing of the buffer is within
 * its limit then. {@code last} says that the message ends with it. Of the present part, {@code left} bytes are unread, or {@link
 * Piece#TO_THE_END}.
 *
 * <p>Between the pieces of a message there may be others, which are heard whole where they stand: {@code aside} says that one is. What is
 * kept of the message around it is {@code left}, of which all that had arrived is read by then.
 */
public final class MessageReader {
    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Piece.CAPACITY).limit(0);
    private final @Nullable Lane lane;
    private final WireReader wire;
    private ByteBuffer piece = buffer;
    private boolean inLane;
    private int pieces; // of the present message, so far
    private int filled;
    private int left;
    private boolean last = true;
    private boolean isVoid;
    private boolean aside;
    private final WireReader asides;
    private @Nullable Listener listener;

    /** Reads from {@code channel}, which blocks, and from nowhere else; values that need a codec or serialization travel by these. */
    public MessageReader(ReadableByteChannel channel, List<Codec> codecs, @Nullable ClassLoader loader) {
        this(channel, codecs, loader, null);
    }

    /** Reads from {@code channel}, which blocks, and from {@code lane}; values that need a codec or serialization travel by these. */
    public MessageReader(
            ReadableByteChannel channel, List<Codec> codecs, @Nullable ClassLoader loader, @Nullable Lane lane) {
        this.channel = channel;
        this.lane = lane;
        Content content = new Content();
        this.wire = new WireReader(content, codecs, loader);
        this.asides = new WireReader(content, List.of(), null);
    }

    /** A class, because the start of a child process comes by here, and to link a lambda takes that longer than to load a class. */
    private final class Content implements WireReader.Source {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return get(bytes, offset, length);
        }
    }

    /** Who hears what is said between the pieces of another message. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Reads what such a message says, on the thread that reads the other.
         *
         * @throws BrokenChannelException if that makes no sense
         */
        void hear(WireReader in) throws BrokenChannelException;
    }

    /** Has {@code hearer} hear such messages from now on; without one, none may come. */
    public void listen(Listener hearer) {
        listener = hearer;
    }

    /**
     * Goes to the next message, whatever is left of the present one, and waits for its first piece.
     *
     * @throws BrokenChannelException also at the end of the channel
     */
    public void nextMessage() throws BrokenChannelException {
        left = 0;
        do {
            skipMessage();
        } while (loadPiece()); // void at once
        isVoid = false;
    }

    /** Passes over what is left of the message, and says whether something of the next one has been received. */
    public boolean hasBegunNext() throws BrokenChannelException {
        left = 0;
        skipMessage();
        return filled > buffer.limit();
    }

    /** Receives some of the next message, of which nothing has been; of a channel that does not block, maybe nothing: then false. */
    public boolean receive() throws BrokenChannelException {
        buffer.clear();
        try {
            read();
        } finally {
            filled = buffer.position();
            buffer.position(0).limit(0);
        }
        return filled > 0;
    }

    private void read() throws BrokenChannelException {
        try {
            if (channel.read(buffer) < 0) {
                throw new EOFException("it was closed");
            }
        } catch (IOException failed) {
            throw new BrokenChannelException("cannot read from the channel: " + failed.getMessage(), failed);
        }
    }

    private void skipMessage() throws BrokenChannelException {
        piece.position(piece.limit());
        while (!last) {
            loadPiece();
            piece.position(piece.limit());
        }
    }

    /**
     * Goes to the next part of the message, whatever is left of the present one.
     *
     * @return its content, or null at the end of the message
     */
    public @Nullable WireReader nextPart() throws IOException {
        if (left == Piece.TO_THE_END) {
            skipMessage();
        } else {
            skipPart();
        }
        return last && !piece.hasRemaining() ? null : part(wire);
    }

    private WireReader part(WireReader content) throws BrokenChannelException {
        if (piece.remaining() < Integer.BYTES) {
            throw new BrokenChannelException("no length where a part begins");
        }
        left = piece.getInt();
        if (left < Piece.TO_THE_END || (left >= 0 && left > piece.remaining())) {
            throw new BrokenChannelException("not the length of a part: " + left);
        }
        content.reset();
        return content;
    }

    /** Passes over what is left of the message, and says whether that turns out to be void. */
    public boolean isVoid() throws BrokenChannelException {
        skipMessage();
        return isVoid;
    }

    /** Whether more parts than the present one have arrived with this piece. */
    public boolean hasMoreParts() {
        return left != Piece.TO_THE_END && piece.remaining() > left;
    }

    private void skipPart() {
        piece.position(piece.position() + left);
        left = 0;
    }

    private int get(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 || !(piece.hasRemaining() || loadMore())) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        if (left != Piece.TO_THE_END) {
            count = Math.min(count, left);
            left -= count;
        }
        piece.get(bytes, offset, count);
        return count;
    }

    private boolean loadMore() throws IOException {
        while (!last) {
            if (loadPiece()) {
                throw new MessageAbortedException();
            }
            if (piece.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    /** Makes the next piece of the message the present one. Returns whether it says that the message is void. */
    private boolean loadPiece() throws BrokenChannelException {
        int header = nextPiece();
        while (Piece.isAside(header) && !aside) {
            hear();
            header = nextPiece();
        }
        isVoid = Piece.isAbort(header);
        return isVoid;
    }

    private void hear() throws BrokenChannelException {
        int outer = left;
        aside = true;
        try {
            Objects.requireNonNull(listener).hear(part(asides));
            skipMessage();
        } finally {
            aside = false;
            left = outer;
            last = false;
        }
    }

    /** Loads a piece, and gives its header. */
    private int nextPiece() throws BrokenChannelException {
        boolean midst = !last;
        leave();
        need(Piece.HEADER);
        int header = buffer.getInt();
        boolean mayBeAside = midst && listener != null;
        if (!Piece.isValid(header) || (Piece.isAside(header) && !mayBeAside) || (aside && !Piece.isAside(header))) {
            throw new BrokenChannelException("not the header of a piece: 0x" + Integer.toHexString(header));
        }
        if (Piece.isInLane(header)) {
            inLane = true;
            piece = nextSlot().limit(Piece.HEADER + Piece.length(header)).position(Piece.HEADER);
            buffer.limit(buffer.position());
        } else {
            need(Piece.length(header));
            buffer.limit(buffer.position() + Piece.length(header));
        }
        last = Piece.isLast(header);
        count();
        return header;
    }

    private ByteBuffer nextSlot() throws BrokenChannelException {
        if (lane == null) {
            throw new BrokenChannelException("a piece in a lane where there is none");
        }
        return lane.full();
    }

    /** The present piece has been read. */
    private void leave() {
        if (lane != null && inLane) {
            inLane = false;
            piece = buffer;
            lane.empty();
        }
    }

    private void count() {
        pieces = last ? 0 : pieces + 1;
        if (lane != null) {
            lane.passed(pieces);
        }
    }

    /** Waits until so many bytes after the position have arrived, and makes all that have arrived readable. */
    private void need(int bytes) throws BrokenChannelException {
        buffer.limit(filled);
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        try {
            while (buffer.position() < bytes) {
                read();
            }
        } finally {
            filled = buffer.position();
            buffer.flip();
        }
    }
}
