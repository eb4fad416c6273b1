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
import org.jspecify.annotations.Nullable;

/**
 * The child's end of the data connection, which can keep what is said for a while, so that a hundred answers cost one system call.
 * What it keeps is in a file that is mapped into the child's memory: the system has it from the moment it is written there, however
 * the child ends, and the parent reads it with {@link LastWords}.
 *
 * <p>States: <em>unmapped</em> until something is to be kept; then <em>mapped</em>, or <em>unmappable</em>, where everything is sent
 * at once. Of the file, the first eight bytes are written in one go, after what they tell of: the low half of how many bytes had been
 * sent before those that are kept, and how many are kept behind. Used by one thread at a time.
 */
public final class Outbox implements WritableByteChannel {
    static final int HEADER = Long.BYTES;
    static final int CAPACITY = 64 * 1024;

    private final WritableByteChannel to;
    private final Path file;
    private @Nullable MappedByteBuffer mapped;
    private boolean unmappable;
    private boolean keeps;
    private int kept;
    private long sent;

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

    /** Sends what is kept. */
    public void flush() throws IOException {
        if (kept > 0 && mapped != null) {
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
