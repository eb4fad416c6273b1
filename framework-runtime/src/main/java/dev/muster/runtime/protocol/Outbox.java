package dev.muster.runtime.protocol;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The child's end of the data connection, which can keep what is said for a while, so that a hundred answers cost one system call.
 * What it keeps is in a file that is mapped into the child's memory: the system has it from the moment it is written there, however
 * the child ends, and the parent reads it with {@link LastWords}.
 *
 * <p>States: <em>unmapped</em> until something is to be kept; then <em>mapped</em>, or <em>unmappable</em>, where everything is sent
 * at once. Of the file, the first eight bytes are written in one go, after what they tell of: the low half of how many bytes had been
 * sent before those that are kept, and how many are kept behind. Used by one thread at a time.
 *
 * <p>The last message that is kept may be <em>open</em>, its header at that place: it consists of one piece and one part, which
 * grows. It is sealed before anything else is kept or sent.
 */
public final class Outbox implements WritableByteChannel {
    static final int HEADER = Long.BYTES;
    static final int CAPACITY = 64 * 1024;

    private static final int NONE = -1;

    private final WritableByteChannel to;
    private final Path file;
    private @Nullable MappedByteBuffer mapped;
    private boolean unmappable;
    private boolean keeps;
    private int kept;
    private long sent;
    private int open = NONE;

    /** Sends to {@code to}, and keeps in {@code file}, which does not exist yet. */
    public Outbox(WritableByteChannel to, Path file) {
        this.to = to;
        this.file = file;
    }

    /** The file of the child that has a socket of this path. */
    public static Path fileBeside(Path socket) {
        return socket.resolveSibling(socket.getFileName() + ".said");
    }

    /** Whether what is written from now on may be kept; otherwise it is sent, behind all that was kept. */
    public void keep(boolean may) {
        keeps = may;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (!keeps || !kept(bytes)) {
            flush();
            send(bytes);
        }
        return count;
    }

    /** Whether there is something that has not been sent. */
    public boolean keepsAny() {
        return kept > 0;
    }

    /** Sees to it that an answer of so many bytes can be kept; false if that is impossible. */
    public boolean makeRoom(int bytes) throws IOException {
        if (!fits(bytes)) {
            flush();
        }
        return fits(bytes) && mapped() != null;
    }

    private boolean fits(int bytes) {
        return bytes + Piece.HEADER + Integer.BYTES <= CAPACITY - kept;
    }

    /** Whether something is kept that {@link #begin} has begun, and so many more bytes can be added to that. */
    public boolean canAdd(int bytes) {
        return open != NONE && bytes <= CAPACITY - kept;
    }

    /** Begins to keep a message of one part, for which there is room; it is kept from the first {@link #add} on. */
    public void begin(byte[] bytes, int offset, int length) {
        MappedByteBuffer into = Objects.requireNonNull(mapped);
        seal();
        open = HEADER + kept;
        into.position(open).putInt(Piece.open()).putInt(Piece.TO_THE_END).put(bytes, offset, length);
    }

    /** Adds to the message that was begun last: behind what it begins with, or what was added to it before. */
    public void add(byte[] bytes, int offset, int length) {
        MappedByteBuffer into = Objects.requireNonNull(mapped);
        into.put(bytes, offset, length);
        kept = into.position() - HEADER;
        publish(into);
    }

    private void seal() {
        if (open != NONE && mapped != null) {
            mapped.putInt(open, Piece.header(HEADER + kept - open - Piece.HEADER, true));
        }
        open = NONE;
    }

    /** Sends what is kept. */
    public void flush() throws IOException {
        if (kept > 0 && mapped != null) {
            seal();
            send(mapped.duplicate().position(HEADER).limit(HEADER + kept));
            kept = 0;
            publish(mapped);
        }
    }

    private void send(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        sent += count;
    }

    private boolean kept(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (count > CAPACITY - kept) {
            flush();
        }
        seal();
        MappedByteBuffer into = mapped();
        if (into == null || count > CAPACITY) {
            return false;
        }
        into.position(HEADER + kept).put(bytes);
        kept += count;
        publish(into);
        return true;
    }

    private void publish(MappedByteBuffer in) {
        VarHandle.releaseFence();
        in.putLong(0, sent << Integer.SIZE | kept);
    }

    private @Nullable MappedByteBuffer mapped() {
        if (mapped == null && !unmappable) {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(HEADER + CAPACITY), 0); // a full disk is found out here
                mapped = channel.map(MapMode.READ_WRITE, 0, HEADER + CAPACITY);
            } catch (IOException | UnsupportedOperationException impossible) {
                unmappable = true;
            }
        }
        return mapped;
    }

    @Override
    public boolean isOpen() {
        return to.isOpen();
    }

    @Override
    public void close() throws IOException {
        to.close();
    }
}
