package dev.muster.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/**
 * How arrays of one primitive type are moved in bulk. {@link Copy Copies} work on a buffer of little-endian bytes that holds
 * exactly the elements to be moved.
 *
 * @param width bytes of an element
 * @param maker makes an array of a given length
 * @param put moves elements from an array into bytes
 * @param get moves elements from bytes into an array
 */
record ArrayKind<A>(int width, IntFunction<A> maker, Copy<A> put, Copy<A> get) {

    /** Moves elements between bytes and a sequence: an array, or a string. */
    @FunctionalInterface
    interface Copy<A> {
        void copy(ByteBuffer bytes, A elements, int from, int count) throws IOException;
    }

    static final ArrayKind<boolean[]> BOOLEANS =
            new ArrayKind<>(Byte.BYTES, boolean[]::new, ArrayKind::putBooleans, ArrayKind::getBooleans);

    static final ArrayKind<byte[]> BYTES = new ArrayKind<>(
            Byte.BYTES,
            byte[]::new,
            (bytes, array, from, count) -> bytes.put(array, from, count),
            (bytes, array, from, count) -> bytes.get(array, from, count));

    static final ArrayKind<short[]> SHORTS = new ArrayKind<>(
            Short.BYTES,
            short[]::new,
            (bytes, array, from, count) -> bytes.asShortBuffer().put(array, from, count),
            (bytes, array, from, count) -> bytes.asShortBuffer().get(array, from, count));

    static final ArrayKind<char[]> CHARS = new ArrayKind<>(
            Character.BYTES,
            char[]::new,
            (bytes, array, from, count) -> bytes.asCharBuffer().put(array, from, count),
            (bytes, array, from, count) -> bytes.asCharBuffer().get(array, from, count));

    static final ArrayKind<int[]> INTS = new ArrayKind<>(
            Integer.BYTES,
            int[]::new,
            (bytes, array, from, count) -> bytes.asIntBuffer().put(array, from, count),
            (bytes, array, from, count) -> bytes.asIntBuffer().get(array, from, count));

    static final ArrayKind<long[]> LONGS = new ArrayKind<>(
            Long.BYTES,
            long[]::new,
            (bytes, array, from, count) -> bytes.asLongBuffer().put(array, from, count),
            (bytes, array, from, count) -> bytes.asLongBuffer().get(array, from, count));

    static final ArrayKind<float[]> FLOATS = new ArrayKind<>(
            Float.BYTES,
            float[]::new,
            (bytes, array, from, count) -> bytes.asFloatBuffer().put(array, from, count),
            (bytes, array, from, count) -> bytes.asFloatBuffer().get(array, from, count));

    static final ArrayKind<double[]> DOUBLES = new ArrayKind<>(
            Double.BYTES,
            double[]::new,
            (bytes, array, from, count) -> bytes.asDoubleBuffer().put(array, from, count),
            (bytes, array, from, count) -> bytes.asDoubleBuffer().get(array, from, count));

    private static void putBooleans(ByteBuffer bytes, boolean[] array, int from, int count) {
        for (int i = from; i < from + count; i++) {
            bytes.put(Layout.ofBoolean(array[i]));
        }
    }

    private static void getBooleans(ByteBuffer bytes, boolean[] array, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            array[i] = Layout.toBoolean(bytes.get());
        }
    }
}
