package dev.muster.wire;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes primitives, strings and primitive arrays, in the layout that the package's description states.
 *
 * <p>Bytes are gathered in a buffer and handed to a {@link Sink} when it is full and on {@link #flush}; a writer may be used
 * again and again. For use by one thread at a time. A method blocks, and answers to interruption, as the sink does.
 */
public final class WireWriter {
    private final Sink sink;
    private final List<Codec> codecs;
    private byte[] buffer = new byte[Layout.SMALL_BUFFER];
    private ByteBuffer view = Layout.view(buffer); // of all of it
    private int position;
    private int depth;

    /** Where the bytes go. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes all the bytes of a range. The array is the writer's buffer or an argument of the user's: it must be neither
         * changed nor kept.
         *
         * @throws IOException if the channel fails
         */
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /**
     * A writer with an empty buffer.
     *
     * @param codecs what carries the values of {@link WireFormats#object}; the first that accepts a type is taken
     */
    public WireWriter(Sink sink, List<Codec> codecs) {
        this.sink = Objects.requireNonNull(sink, "sink");
        this.codecs = List.copyOf(codecs);
    }

    /** Hands what is buffered to the sink. */
    public void flush() throws IOException {
        if (position > 0) {
            int length = position;
            position = 0;
            sink.write(buffer, 0, length);
        }
    }

    /** Forgets what is buffered; for use again after a value could not be written. */
    public void reset() {
        position = 0;
        depth = 0;
    }

    /** How many bytes are buffered. */
    public int buffered() {
        return position;
    }

    /** Forgets what was buffered last, so that so many bytes stay; for use again after a value could not be written. */
    public void rewind(int buffered) {
        position = Objects.checkIndex(buffered, position + 1);
        depth = 0;
    }

    /** Replaces four bytes that are buffered. */
    public void putInt(int at, int value) {
        Objects.checkFromIndexSize(at, Integer.BYTES, position);
        view.putInt(at, value);
    }

    /** Writes one byte, 1 for true. */
    public void putBoolean(boolean value) throws IOException {
        putByte(Layout.ofBoolean(value));
    }

    /** Writes one byte. */
    public void putByte(byte value) throws IOException {
        int start = claim(Byte.BYTES);
        buffer[start] = value;
    }

    /** Writes two bytes. */
    public void putShort(short value) throws IOException {
        int start = claim(Short.BYTES);
        view.putShort(start, value);
    }

    /** Writes two bytes. */
    public void putChar(char value) throws IOException {
        int start = claim(Character.BYTES);
        view.putChar(start, value);
    }

    /** Writes four bytes. */
    public void putInt(int value) throws IOException {
        int start = claim(Integer.BYTES);
        view.putInt(start, value);
    }

    /** Writes eight bytes. */
    public void putLong(long value) throws IOException {
        int start = claim(Long.BYTES);
        view.putLong(start, value);
    }

    /** Writes four bytes; the bits of a NaN are kept. */
    public void putFloat(float value) throws IOException {
        int start = claim(Float.BYTES);
        view.putFloat(start, value);
    }

    /** Writes eight bytes; the bits of a NaN are kept. */
    public void putDouble(double value) throws IOException {
        int start = claim(Double.BYTES);
        view.putDouble(start, value);
    }

    /** Writes a string exactly, unpaired surrogates included: a byte per character where all are Latin-1, else two. */
    public void putString(@Nullable String value) throws IOException {
        if (value == null) {
            putInt(Layout.NULL);
        } else if (isLatin1(value)) {
            putInt(value.length() << 1);
            put(Byte.BYTES, WireWriter::copyLatin1, value, 0, value.length());
        } else {
            putInt(value.length() << 1 | 1);
            put(Character.BYTES, WireWriter::copyChars, value, 0, value.length());
        }
    }

    /** Writes an array or null. */
    public void putBooleans(boolean @Nullable [] array) throws IOException {
        put(ArrayKind.BOOLEANS, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putBooleans(boolean[] array, int from, int to) throws IOException {
        put(ArrayKind.BOOLEANS, array, from, to, array.length);
    }

    /** Writes an array or null. A large one is handed to the sink as it is. */
    public void putBytes(byte @Nullable [] array) throws IOException {
        put(ArrayKind.BYTES, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putBytes(byte[] array, int from, int to) throws IOException {
        put(ArrayKind.BYTES, array, from, to, array.length);
    }

    /** Writes an array or null. */
    public void putShorts(short @Nullable [] array) throws IOException {
        put(ArrayKind.SHORTS, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putShorts(short[] array, int from, int to) throws IOException {
        put(ArrayKind.SHORTS, array, from, to, array.length);
    }

    /** Writes an array or null. */
    public void putChars(char @Nullable [] array) throws IOException {
        put(ArrayKind.CHARS, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putChars(char[] array, int from, int to) throws IOException {
        put(ArrayKind.CHARS, array, from, to, array.length);
    }

    /** Writes an array or null. */
    public void putInts(int @Nullable [] array) throws IOException {
        put(ArrayKind.INTS, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putInts(int[] array, int from, int to) throws IOException {
        put(ArrayKind.INTS, array, from, to, array.length);
    }

    /** Writes an array or null. */
    public void putLongs(long @Nullable [] array) throws IOException {
        put(ArrayKind.LONGS, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putLongs(long[] array, int from, int to) throws IOException {
        put(ArrayKind.LONGS, array, from, to, array.length);
    }

    /** Writes an array or null. */
    public void putFloats(float @Nullable [] array) throws IOException {
        put(ArrayKind.FLOATS, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putFloats(float[] array, int from, int to) throws IOException {
        put(ArrayKind.FLOATS, array, from, to, array.length);
    }

    /** Writes an array or null. */
    public void putDoubles(double @Nullable [] array) throws IOException {
        put(ArrayKind.DOUBLES, array);
    }

    /** Writes the elements from {@code from} up to, not including, {@code to}, as an array of their own. */
    public void putDoubles(double[] array, int from, int to) throws IOException {
        put(ArrayKind.DOUBLES, array, from, to, array.length);
    }

    /** Moves elements of an array, or characters of a string, into a buffer that has just the room for them. */
    @FunctionalInterface
    interface Copy<A> {
        void copy(ByteBuffer bytes, A elements, int from, int count) throws IOException;
    }

    /** What may carry the values of {@link WireFormats#object}. */
    List<Codec> codecs() {
        return codecs;
    }

    /** Goes into a value with parts; {@link #leave} comes back. Keeps the stack from overflowing. */
    void enter() throws WireException {
        if (++depth > Layout.DEPTH_LIMIT) {
            throw new WireException("A value contains itself, or is nested more than " + Layout.DEPTH_LIMIT
                    + " levels deep, where a record, a collection and a map's entry are a level each; pass a flat list of its"
                    + " parts, which refer to each other by index");
        }
    }

    void leave() {
        depth--;
    }

    private <A> void put(ArrayKind<A> kind, @Nullable A array) throws IOException {
        if (array == null) {
            putInt(Layout.NULL);
        } else {
            int length = Array.getLength(array);
            put(kind, array, 0, length, length);
        }
    }

    private <A> void put(ArrayKind<A> kind, A array, int from, int to, int length) throws IOException {
        Objects.checkFromToIndex(from, to, length);
        putInt(to - from);
        if (array instanceof byte[] bytes && to - from > Layout.FULL_BUFFER) {
            flush();
            sink.write(bytes, from, to - from);
        } else {
            put(kind.width(), kind, array, from, to);
        }
    }

    /** Moves elements through the buffer, as many at a time as it has room for. */
    private <A> void put(int width, Copy<A> copy, A elements, int from, int to) throws IOException {
        int next = from;
        while (next < to) {
            int count = Math.min(to - next, room((long) width * (to - next)) / width);
            int bytes = count * width;
            copy.copy(view.limit(position + bytes).position(position), elements, next, count);
            view.clear();
            position += bytes;
            next += count;
        }
    }

    /** Takes the place of the next bytes, at most eight; may change the buffer. */
    private int claim(int bytes) throws IOException {
        if (buffer.length - position < bytes) {
            room(bytes);
        }
        int start = position;
        position += bytes;
        return start;
    }

    /** Makes room for so many bytes, or as much as there can be, and tells how much there is. */
    private int room(long wanted) throws IOException {
        if (buffer.length - position < wanted && buffer.length < Layout.FULL_BUFFER) {
            long length = Math.max(2L * buffer.length, position + wanted);
            buffer = Arrays.copyOf(buffer, (int) Math.min(length, Layout.FULL_BUFFER));
            view = Layout.view(buffer);
        }
        if (buffer.length - position < wanted) {
            flush();
        }
        return buffer.length - position;
    }

    private static boolean isLatin1(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Drops the high byte of each character, which is zero. Deprecated, as it is no encoder; here it is a plain copy. */
    @SuppressWarnings("deprecation")
    private static void copyLatin1(ByteBuffer bytes, String value, int from, int count) {
        value.getBytes(from, from + count, bytes.array(), bytes.arrayOffset() + bytes.position());
    }

    private static void copyChars(ByteBuffer bytes, String value, int from, int count) {
        bytes.asCharBuffer().put(value, from, from + count);
    }
}
