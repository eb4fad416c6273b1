package dev.muster.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How arrays of one primitive type are moved in bulk, from and to a buffer of little-endian bytes that holds exactly the elements to be
 * moved. (Classes, of which a process loads eight at once; for lambdas it would have to make twenty-four, which takes a child ten times
 * as long.)
 */
abstract class ArrayKind<A> implements WireWriter.Copy<A> {
    static final ArrayKind<boolean[]> BOOLEANS = new ArrayKind<>(Byte.BYTES) {
        @Override
        boolean[] make(int length) {
            return new boolean[length];
        }

        @Override
        public void copy(ByteBuffer bytes, boolean[] array, int from, int count) {
            for (int i = from; i < from + count; i++) {
                bytes.put(Layout.ofBoolean(array[i]));
            }
        }

        @Override
        void get(ByteBuffer bytes, boolean[] array, int from, int count) throws IOException {
            for (int i = from; i < from + count; i++) {
                array[i] = Layout.toBoolean(bytes.get());
            }
        }
    };

    static final ArrayKind<byte[]> BYTES = new ArrayKind<>(Byte.BYTES) {
        @Override
        byte[] make(int length) {
            return new byte[length];
        }

        @Override
        public void copy(ByteBuffer bytes, byte[] array, int from, int count) {
            bytes.put(array, from, count);
        }

        @Override
        void get(ByteBuffer bytes, byte[] array, int from, int count) {
            bytes.get(array, from, count);
        }
    };

    static final ArrayKind<short[]> SHORTS = new ArrayKind<>(Short.BYTES) {
        @Override
        short[] make(int length) {
            return new short[length];
        }

        @Override
        public void copy(ByteBuffer bytes, short[] array, int from, int count) {
            bytes.asShortBuffer().put(array, from, count);
        }

        @Override
        void get(ByteBuffer bytes, short[] array, int from, int count) {
            bytes.asShortBuffer().get(array, from, count);
        }
    };

    static final ArrayKind<char[]> CHARS = new ArrayKind<>(Character.BYTES) {
        @Override
        char[] make(int length) {
            return new char[length];
        }

        @Override
        public void copy(ByteBuffer bytes, char[] array, int from, int count) {
            bytes.asCharBuffer().put(array, from, count);
        }

        @Override
        void get(ByteBuffer bytes, char[] array, int from, int count) {
            bytes.asCharBuffer().get(array, from, count);
        }
    };

    static final ArrayKind<int[]> INTS = new ArrayKind<>(Integer.BYTES) {
        @Override
        int[] make(int length) {
            return new int[length];
        }

        @Override
        public void copy(ByteBuffer bytes, int[] array, int from, int count) {
            bytes.asIntBuffer().put(array, from, count);
        }

        @Override
        void get(ByteBuffer bytes, int[] array, int from, int count) {
            bytes.asIntBuffer().get(array, from, count);
        }
    };

    static final ArrayKind<long[]> LONGS = new ArrayKind<>(Long.BYTES) {
        @Override
        long[] make(int length) {
            return new long[length];
        }

        @Override
        public void copy(ByteBuffer bytes, long[] array, int from, int count) {
            bytes.asLongBuffer().put(array, from, count);
        }

        @Override
        void get(ByteBuffer bytes, long[] array, int from, int count) {
            bytes.asLongBuffer().get(array, from, count);
        }
    };

    static final ArrayKind<float[]> FLOATS = new ArrayKind<>(Float.BYTES) {
        @Override
        float[] make(int length) {
            return new float[length];
        }

        @Override
        public void copy(ByteBuffer bytes, float[] array, int from, int count) {
            bytes.asFloatBuffer().put(array, from, count);
        }

        @Override
        void get(ByteBuffer bytes, float[] array, int from, int count) {
            bytes.asFloatBuffer().get(array, from, count);
        }
    };

    static final ArrayKind<double[]> DOUBLES = new ArrayKind<>(Double.BYTES) {
        @Override
        double[] make(int length) {
            return new double[length];
        }

        @Override
        public void copy(ByteBuffer bytes, double[] array, int from, int count) {
            bytes.asDoubleBuffer().put(array, from, count);
        }

        @Override
        void get(ByteBuffer bytes, double[] array, int from, int count) {
            bytes.asDoubleBuffer().get(array, from, count);
        }
    };

    private final int width;

    private ArrayKind(int width) {
        this.width = width;
    }

    /** Bytes of an element. */
    final int width() {
        return width;
    }

    /** An array of a given length. */
    abstract A make(int length);

    /** Moves elements from bytes into an array. */
    abstract void get(ByteBuffer bytes, A array, int from, int count) throws IOException;
}
