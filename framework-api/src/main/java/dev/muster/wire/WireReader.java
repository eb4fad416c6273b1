package dev.muster.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link WireWriter} wrote.
 *
 * <p>Trusts nothing: whatever the bytes are, a method returns or throws an {@link IOException} ({@link EOFException} where the
 * frame ends too soon, {@link StreamCorruptedException} for what cannot stand there), and memory is taken for bytes that have
 * arrived rather than for lengths that are claimed. For use by one thread at a time; after an exception the place in the frame
 * is unknown and the rest of the frame worthless. A method blocks, and answers to interruption, as the source does.
 */
public final class WireReader {
    /** An array of up to so many bytes is made on the word of its length; a longer one grows as its elements arrive. */
    private static final int TRUSTED_BYTES = 1 << 20;

    /** By how much it grows at a time: by the first always, and by the second within a part of the memory that is left. */
    private static final int GROWTH = 4;

    private static final int PLENTIFUL_GROWTH = 256;
    private static final int PLENTIFUL_PART = 8;

    private final Source source;
    private final List<Codec> codecs;
    private final @Nullable ClassLoader loader;
    private byte[] buffer = new byte[Layout.SMALL_BUFFER];
    private ByteBuffer view = Layout.view(buffer); // of all of it
    private int position;
    private int limit;
    private long fetched; // of this frame, from the source
    private int depth;

    /** Where the bytes of a frame come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads at least one byte and at most {@code length}, blocking until there is one.
         *
         * @return how many; -1 at the end of the frame
         * @throws IOException if the channel fails
         */
        int read(byte[] bytes, int offset, int length) throws IOException;
    }

    /**
     * A reader that has read nothing yet.
     *
     * @param codecs what carries the values of {@link WireFormats#object}; the first that accepts a type is taken
     * @param loader finds the classes of values that travel by Java serialization; null means the bootstrap loader, as with
     *     {@link Class#forName(String, boolean, ClassLoader)}
     */
    public WireReader(Source source, List<Codec> codecs, @Nullable ClassLoader loader) {
        this.source = Objects.requireNonNull(source, "source");
        this.codecs = List.copyOf(codecs);
        this.loader = loader;
    }

    /** Whether the frame has no more bytes. Blocks until it is known. */
    public boolean atEnd() throws IOException {
        return position == limit && !fetch(1);
    }

    /** Forgets what is buffered; for use with the next frame. */
    public void reset() {
        position = 0;
        limit = 0;
        fetched = 0;
        depth = 0;
    }

    /** How many bytes of the frame have been read. */
    public long consumed() {
        return fetched - (limit - position);
    }

    /** Goes on behind so many bytes of the frame, whatever became of the reading of a value; they are not fewer than were read. */
    public void skipTo(long consumed) throws IOException {
        depth = 0;
        for (long left = consumed - consumed(); left > 0; left = consumed - consumed()) {
            take((int) Math.min(left, Layout.SMALL_BUFFER));
        }
    }

    /** Reads one byte, which must be 0 or 1. */
    public boolean getBoolean() throws IOException {
        return Layout.toBoolean(getByte());
    }

    /** Reads one byte. */
    public byte getByte() throws IOException {
        int start = take(Byte.BYTES);
        return buffer[start];
    }

    /** Reads two bytes. */
    public short getShort() throws IOException {
        int start = take(Short.BYTES);
        return view.getShort(start);
    }

    /** Reads two bytes. */
    public char getChar() throws IOException {
        int start = take(Character.BYTES);
        return view.getChar(start);
    }

    /** Reads four bytes. */
    public int getInt() throws IOException {
        int start = take(Integer.BYTES);
        return view.getInt(start);
    }

    /** Reads eight bytes. */
    public long getLong() throws IOException {
        int start = take(Long.BYTES);
        return view.getLong(start);
    }

    /** Reads four bytes. */
    public float getFloat() throws IOException {
        int start = take(Float.BYTES);
        return view.getFloat(start);
    }

    /** Reads eight bytes. */
    public double getDouble() throws IOException {
        int start = take(Double.BYTES);
        return view.getDouble(start);
    }

    /** Reads a string or null. */
    public @Nullable String getString() throws IOException {
        int header = getInt();
        if (header == Layout.NULL) {
            return null;
        }
        int length = header >>> 1;
        if ((header & 1) != 0) {
            return new String(get(ArrayKind.CHARS, length));
        }
        if (length > Layout.FULL_BUFFER) {
            return new String(get(ArrayKind.BYTES, length), StandardCharsets.ISO_8859_1);
        }
        int start = take(length);
        return new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    }

    /** Reads an array or null. */
    public boolean @Nullable [] getBooleans() throws IOException {
        return getOrNull(ArrayKind.BOOLEANS);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getBooleans(boolean[] into, int from, int to) throws IOException {
        get(ArrayKind.BOOLEANS, into, from, to, into.length);
    }

    /** Reads an array or null. */
    public byte @Nullable [] getBytes() throws IOException {
        return getOrNull(ArrayKind.BYTES);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getBytes(byte[] into, int from, int to) throws IOException {
        get(ArrayKind.BYTES, into, from, to, into.length);
    }

    /** Reads an array or null. */
    public short @Nullable [] getShorts() throws IOException {
        return getOrNull(ArrayKind.SHORTS);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getShorts(short[] into, int from, int to) throws IOException {
        get(ArrayKind.SHORTS, into, from, to, into.length);
    }

    /** Reads an array or null. */
    public char @Nullable [] getChars() throws IOException {
        return getOrNull(ArrayKind.CHARS);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getChars(char[] into, int from, int to) throws IOException {
        get(ArrayKind.CHARS, into, from, to, into.length);
    }

    /** Reads an array or null. */
    public int @Nullable [] getInts() throws IOException {
        return getOrNull(ArrayKind.INTS);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getInts(int[] into, int from, int to) throws IOException {
        get(ArrayKind.INTS, into, from, to, into.length);
    }

    /** Reads an array or null. */
    public long @Nullable [] getLongs() throws IOException {
        return getOrNull(ArrayKind.LONGS);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getLongs(long[] into, int from, int to) throws IOException {
        get(ArrayKind.LONGS, into, from, to, into.length);
    }

    /** Reads an array or null. */
    public float @Nullable [] getFloats() throws IOException {
        return getOrNull(ArrayKind.FLOATS);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getFloats(float[] into, int from, int to) throws IOException {
        get(ArrayKind.FLOATS, into, from, to, into.length);
    }

    /** Reads an array or null. */
    public double @Nullable [] getDoubles() throws IOException {
        return getOrNull(ArrayKind.DOUBLES);
    }

    /** Reads as many elements as were written into the places from {@code from} up to, not including, {@code to}. */
    public void getDoubles(double[] into, int from, int to) throws IOException {
        get(ArrayKind.DOUBLES, into, from, to, into.length);
    }

    /** Reads a count of elements, which is not negative. */
    int getCount() throws IOException {
        int count = getInt();
        if (count < 0) {
            throw new StreamCorruptedException("Expected a number of elements, read " + count);
        }
        return count;
    }

    /** What may carry the values of {@link WireFormats#object}. */
    List<Codec> codecs() {
        return codecs;
    }

    /** Finds the classes of values that travel by Java serialization. */
    @Nullable
    ClassLoader loader() {
        return loader;
    }

    /** Goes into a value with parts; {@link #leave} comes back. Keeps the stack from overflowing. */
    void enter() throws StreamCorruptedException {
        if (++depth > Layout.DEPTH_LIMIT) {
            throw new StreamCorruptedException("More than " + Layout.DEPTH_LIMIT + " values inside each other");
        }
    }

    void leave() {
        depth--;
    }

    private <A> @Nullable A getOrNull(ArrayKind<A> kind) throws IOException {
        int length = getInt();
        if (length < Layout.NULL) {
            throw new StreamCorruptedException("Expected the length of an array, read " + length);
        }
        return length == Layout.NULL ? null : get(kind, length);
    }

    /** Reads an array that claims to have so many elements, making it longer only in proportion to what has arrived. */
    private <A> A get(ArrayKind<A> kind, int length) throws IOException {
        int size = Math.min(length, TRUSTED_BYTES / kind.width());
        A array = kind.make(size);
        fill(kind, array, 0, size);
        while (size < length) {
            int filled = size;
            size = (int) Math.min(length, longer(filled, kind.width()));
            A longer = kind.make(size);
            System.arraycopy(array, 0, longer, 0, filled);
            array = longer;
            fill(kind, array, filled, size);
        }
        return array;
    }

    /** Each growth copies what has arrived, so that few are better. */
    private static long longer(int filled, int width) {
        Runtime memory = Runtime.getRuntime();
        long left = memory.maxMemory() - memory.totalMemory() + memory.freeMemory();
        long plentiful = Math.min((long) PLENTIFUL_GROWTH * filled, left / PLENTIFUL_PART / width);
        return Math.max((long) GROWTH * filled, plentiful);
    }

    private <A> void get(ArrayKind<A> kind, A into, int from, int to, int length) throws IOException {
        Objects.checkFromToIndex(from, to, length);
        int written = getInt();
        if (written != to - from) {
            throw new StreamCorruptedException("Expected an array of length " + (to - from) + ", read " + written);
        }
        fill(kind, into, from, to);
    }

    private <A> void fill(ArrayKind<A> kind, A array, int from, int to) throws IOException {
        int next = from;
        if (array instanceof byte[] bytes) {
            next = fillDirectly(bytes, from, to);
        }
        while (next < to) {
            await(kind.width());
            int count = Math.min(to - next, (limit - position) / kind.width());
            int bytes = count * kind.width();
            kind.get(view.limit(position + bytes).position(position), array, next, count);
            view.clear();
            position += bytes;
            next += count;
        }
    }

    /** Reads past the buffer while what is left exceeds it; returns how far it came. */
    private int fillDirectly(byte[] array, int from, int to) throws IOException {
        int buffered = Math.min(limit - position, to - from);
        System.arraycopy(buffer, position, array, from, buffered);
        position += buffered;
        int next = from + buffered;
        while (to - next > Layout.FULL_BUFFER) {
            int count = source.read(array, next, to - next);
            if (count <= 0) {
                throw endOfFrame(to - next);
            }
            next += count;
            fetched += count;
        }
        return next;
    }

    /** Takes the next bytes, at most as many as a buffer holds, and tells where they are; may change the buffer. */
    private int take(int bytes) throws IOException {
        if (limit - position < bytes) {
            await(bytes);
        }
        int start = position;
        position += bytes;
        return start;
    }

    private void await(int bytes) throws IOException {
        while (limit - position < bytes) {
            if (!fetch(bytes)) {
                throw endOfFrame(bytes - (limit - position));
            }
        }
    }

    /** Adds to the buffer, in which there will be place for so many bytes; false if the frame has ended. */
    private boolean fetch(int wanted) throws IOException {
        makePlace(wanted);
        int count = source.read(buffer, limit, buffer.length - limit);
        limit += Math.max(count, 0);
        fetched += Math.max(count, 0);
        return count > 0;
    }

    /** Moves what is buffered to the front, of a larger buffer if the last read has filled this one. */
    private void makePlace(int wanted) {
        byte[] target = buffer;
        int larger = Math.min(Math.max(2 * buffer.length, wanted), Layout.FULL_BUFFER);
        if (larger > buffer.length && (limit == buffer.length || wanted > buffer.length)) {
            target = new byte[larger];
            view = Layout.view(target);
        }
        System.arraycopy(buffer, position, target, 0, limit - position);
        buffer = target;
        limit -= position;
        position = 0;
    }

    private static EOFException endOfFrame(int missing) {
        return new EOFException("The frame ends where at least " + missing + " more bytes were expected");
    }
}
