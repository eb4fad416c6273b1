package dev.muster.runtime.protocol;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One end of a file that parent and child both have in memory, through which the later pieces of long messages pass: a socket would
 * copy them twice more. For each way there are some slots, which are used in turn. That a slot is full is said by its piece's header,
 * which goes over the socket as ever; that it may be filled again, by a count in the file.
 *
 * <p>States: <em>apart</em> until a long message is seen, at which the child makes the file and the parent, if there is one by then,
 * finds it; then <em>mapped</em>, or <em>unmappable</em>. Only if both say in the file that they are there, an end fills slots: all
 * else goes over the socket. Used by one thread at a time.
 *
 * <p>Invariant: of the slots of one way, {@code filled} at its beginning is at most {@link #SLOTS} more than {@code emptied} at its
 * end, which the file has. The file begins with four numbers in the processor's order of bytes, each in a cache line of its own: how
 * many slots the child has emptied, how many the parent, 1 if the child is there, 1 if the parent is. The slots of the way to the
 * child come next, and then those of the way to the parent.
 */
public final class Lane {
    /** The longest piece, with its header. */
    static final int SLOT = 128 * 1024;

    /** After so many pieces a message is a long one. */
    private static final int LONG = 4;

    private static final int SLOTS = 8;
    private static final int HEAD = 4096;
    private static final int WAY = SLOTS * SLOT;
    private static final int SIZE = HEAD + 2 * WAY;
    private static final int CACHE_LINE = 64;
    private static final int THERE = 2 * CACHE_LINE;

    private static final int SPINS = 200;
    private static final int YIELDS = 50;
    private static final long NAP_NANOS = 20_000;
    private static final int LONGEST_NAP = 6; // doublings: 1.3 ms

    private final Path file;
    private final boolean isChild;
    private final @Nullable BooleanSupplier isOtherDead; // null where nobody asks
    private @Nullable MappedByteBuffer mapped;
    private boolean unmappable;
    private long filled;
    private long emptied;

    private Lane(Path file, boolean isChild, @Nullable BooleanSupplier isOtherDead) {
        this.file = file;
        this.isChild = isChild;
        this.isOtherDead = isOtherDead;
    }

    /** The child's end. It does not ask whether the parent lives, without which the child ends anyway. */
    public static Lane ofChild(Path file) {
        return new Lane(file, true, null);
    }

    /** The parent's end. */
    public static Lane ofParent(Path file, BooleanSupplier isChildDead) {
        return new Lane(file, false, isChildDead);
    }

    /** The file of the child that has a socket of this path. */
    public static Path fileBeside(Path socket) {
        return socket.resolveSibling(socket.getFileName() + ".lane");
    }

    /** So many pieces of a message have passed, in either direction: where one is long, there will be more. */
    void passed(int pieces) {
        boolean looks = pieces >= LONG && Integer.bitCount(pieces) == 1; // not at each: there may never be one
        if (looks && mapped == null && !unmappable) {
            meet();
        }
    }

    private void meet() {
        try {
            MappedByteBuffer in = isChild ? made() : found();
            if (in != null) {
                number(in, isHere(isChild), 1);
                mapped = in;
            }
        } catch (IOException | UnsupportedOperationException impossible) {
            unmappable = true;
        }
    }

    private MappedByteBuffer made() throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(SLOT);
            for (int at = 0; at < SIZE; ) { // a full disk is found out here
                at += channel.write(zeros.clear().limit(Math.min(SLOT, SIZE - at)), at);
            }
            return map(channel);
        }
    }

    private static MappedByteBuffer map(FileChannel channel) throws IOException {
        MappedByteBuffer in = channel.map(MapMode.READ_WRITE, 0, SIZE);
        in.order(ByteOrder.nativeOrder());
        return in;
    }

    /** The file, if the child has made it and is done. */
    private @Nullable MappedByteBuffer found() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < SIZE) {
                return null;
            }
            MappedByteBuffer in = map(channel);
            return number(in, isHere(true)) == 1 ? in : null;
        } catch (NoSuchFileException notYet) {
            return null;
        }
    }

    /** What the other end has written there, and with it all that it wrote before. */
    private static long number(MappedByteBuffer in, int at) {
        long number = in.getLong(at);
        VarHandle.acquireFence();
        return number;
    }

    private static void number(MappedByteBuffer in, int at, long value) {
        VarHandle.releaseFence();
        in.putLong(at, value);
    }

    private static int emptied(boolean byChild) {
        return byChild ? 0 : CACHE_LINE;
    }

    private static int isHere(boolean child) {
        return THERE + (child ? 0 : CACHE_LINE);
    }

    private static ByteBuffer slot(MappedByteBuffer in, boolean toChild, long number) {
        return in.slice(HEAD + (toChild ? 0 : WAY) + (int) (number % SLOTS) * SLOT, SLOT);
    }

    // ---------------------------------------------------------------- on the way out

    /**
     * Waits until the next slot is empty.
     *
     * @param before how many pieces of the message have left
     * @return the slot, to be filled from its beginning; or null: the piece is to go over the socket
     * @throws BrokenChannelException if nobody empties it any more
     */
    @Nullable
    ByteBuffer next(int before) throws BrokenChannelException {
        passed(before);
        MappedByteBuffer in = mapped;
        if (in == null || number(in, isHere(!isChild)) != 1) {
            return null;
        }
        awaitRoom(in);
        return slot(in, !isChild, filled);
    }

    /** The slot that {@link #next} gave is full; its header may be said. */
    void fill() {
        filled++;
        VarHandle.releaseFence();
    }

    private void awaitRoom(MappedByteBuffer in) throws BrokenChannelException {
        boolean interrupted = false;
        for (int looks = 0; filled - number(in, emptied(!isChild)) >= SLOTS; looks++) {
            interrupted |= Thread.interrupted();
            pause(looks);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // to the other process
    private void pause(int looks) throws BrokenChannelException {
        if (looks < SPINS) {
            Thread.onSpinWait();
        } else if (looks < SPINS + YIELDS) {
            Thread.yield();
        } else if (isOtherDead != null && isOtherDead.getAsBoolean()) {
            throw new BrokenChannelException("cannot write to the lane", new IOException("its reader is dead"));
        } else {
            LockSupport.parkNanos(this, NAP_NANOS << Math.min(LONGEST_NAP, looks - SPINS - YIELDS));
        }
    }

    // ---------------------------------------------------------------- on the way in

    /** The next slot, which is full. */
    ByteBuffer full() throws BrokenChannelException {
        MappedByteBuffer in = mapped;
        if (in == null) {
            throw new BrokenChannelException("a piece in a lane that there is not");
        }
        VarHandle.acquireFence();
        return slot(in, isChild, emptied);
    }

    /** The slot that {@link #full} gave has been read. */
    void empty() {
        number(Objects.requireNonNull(mapped), emptied(isChild), ++emptied);
    }
}
