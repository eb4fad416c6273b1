package dev.muster.runtime.protocol;

import dev.muster.wire.Codec;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages, which consist of parts, as pieces. A message that fits into one piece leaves in one write, when it is
 * finished; a longer one streams piece by piece, so that nothing is ever buffered whole. The content of its later pieces passes through
 * the {@link Lane}, if there is one.
 *
 * <p>Used by one thread at a time. The buffer holds the present piece, after the room for its header; it is {@code own} or, if {@code
 * inLane}, a slot. {@code part} is where the open part has its length, or {@link #NONE}: no part is open, or the length has left,
 * saying that the part goes on to the end of the message. {@code streamed} counts the pieces of the present message that have left;
 * if there are any, the message can only be finished or aborted. {@code aside} says that the message is put between the pieces of
 * another, which another writer writes to the same channel.
 */
public final class MessageWriter {
    private static final int NONE = -1;

    private final WritableByteChannel channel;
    private final @Nullable Lane lane;
    private final ByteBuffer own = ByteBuffer.allocateDirect(Piece.CAPACITY).position(Piece.HEADER);
    private ByteBuffer buffer = own;
    private boolean inLane;
    private final WireWriter wire;
    private int part = NONE;
    private boolean mayStream;
    private boolean overflowed;
    private int streamed;
    private boolean aside;

    /** Writes to {@code channel}, which blocks, and nowhere else; values that need a codec travel by these. */
    public MessageWriter(WritableByteChannel channel, List<Codec> codecs) {
        this(channel, codecs, null);
    }

    /** Writes to {@code channel}, which blocks, and what is long into {@code lane}; values that need a codec travel by these. */
    public MessageWriter(WritableByteChannel channel, List<Codec> codecs, @Nullable Lane lane) {
        this.channel = channel;
        this.lane = lane;
        this.wire = new WireWriter(new Content(), codecs);
    }

    /** A class for the reason that that of {@link MessageReader} is one. */
    private final class Content implements WireWriter.Sink {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            put(bytes, offset, length);
        }
    }

    /**
     * Opens the next part of the message. Unless it is the first part, it must fit into the present piece; a {@link
     * MessageFullException} says that it does not.
     */
    public WireWriter open() throws IOException {
        mayStream = isEmpty();
        overflowed = false;
        if (buffer.remaining() < Integer.BYTES) {
            throw new MessageFullException();
        }
        part = buffer.position();
        buffer.putInt(Piece.TO_THE_END);
        return wire;
    }

    /** Whether what comes next stands between two pieces of another message. */
    public void aside(boolean between) {
        aside = between;
    }

    /** Whether a piece that was handed to the channel, with its header, is the last of its message. */
    public static boolean isLast(ByteBuffer piece) {
        return Piece.isLast(piece.getInt(piece.position()));
    }

    /** Whether there is room for so many more bytes in a message of one piece. */
    public boolean hasRoom(int bytes) {
        return streamed == 0 && buffer.position() + wire.buffered() + bytes <= Piece.CAPACITY;
    }

    /**
     * Where the open part has come to, which has room; it is not to be streamed: what comes now fits, or is
     * {@linkplain #rewind taken back}.
     */
    public int mark() {
        mayStream = false;
        return buffer.position() + wire.buffered();
    }

    /** Takes back what came after the mark. */
    public void rewind(int mark) {
        int kept = Math.min(mark, buffer.position());
        buffer.position(kept);
        wire.rewind(mark - kept);
        overflowed = false;
    }

    /** Whether what came after the mark does not fit, so that it is to be taken back. */
    public boolean hasOverflowed() {
        return overflowed || !hasRoom(0);
    }

    /** Ends the open part. */
    public void close() throws IOException {
        wire.flush();
        if (overflowed) { // and somebody swallowed the exception
            throw new MessageFullException();
        }
        if (part != NONE) {
            buffer.putInt(part, buffer.position() - part - Integer.BYTES);
            part = NONE;
        }
    }

    /** Takes back the open part; if some of it has left, aborts the message, which is nothing else. */
    public void discard() throws BrokenChannelException {
        wire.reset();
        if (streamed > 0) {
            buffer.position(Piece.HEADER);
            send(Piece.abort());
            streamed = 0;
        } else if (part != NONE) {
            buffer.position(part);
        }
        part = NONE;
    }

    /** Ends the message and hands all of it to the operating system. */
    public void finish() throws BrokenChannelException {
        send(Piece.header(buffer.position() - Piece.HEADER, true));
        streamed = 0;
    }

    /** Whether the message holds nothing yet. */
    public boolean isEmpty() {
        return streamed == 0 && buffer.position() == Piece.HEADER;
    }

    /** Whether another part should rather go into the next message. */
    public boolean isFull() {
        return streamed > 0 || buffer.position() + wire.buffered() > Piece.CAPACITY / 2;
    }

    /** Whether the message is longer than a piece, so that its reader may look at it before it is finished. */
    public boolean hasStreamed() {
        return streamed > 0;
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (!buffer.hasRemaining()) {
                stream();
            }
            int count = Math.min(left, buffer.remaining());
            buffer.put(bytes, at, count);
            at += count;
            left -= count;
        }
    }

    private void stream() throws IOException {
        if (!mayStream) {
            overflowed = true;
            throw new MessageFullException();
        }
        part = NONE;
        send(Piece.header(buffer.position() - Piece.HEADER, false));
        streamed++;
        ByteBuffer slot = lane == null ? null : lane.next(streamed);
        if (slot != null) {
            inLane = true;
            buffer = slot.position(Piece.HEADER);
        }
    }

    private void send(int header) throws BrokenChannelException {
        int flags = aside ? Piece.aside(header) : header;
        buffer.putInt(0, inLane ? Piece.inLane(flags) : flags).flip();
        if (lane != null && inLane) {
            buffer.limit(Piece.HEADER);
            lane.fill();
        }
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException failed) {
            throw new BrokenChannelException("cannot write to the channel: " + failed.getMessage(), failed);
        } finally {
            inLane = false;
            buffer = own.clear().position(Piece.HEADER);
        }
    }
}
