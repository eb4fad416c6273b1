package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Primitives, strings, arrays and ranges of arrays, through {@link WireWriter} and {@link WireReader} alone. */
class PrimitivesTest {
    /** A random step on the writer, and what the reader has to do and find. */
    private interface Step {
        Check write(WireWriter out, Random random) throws IOException;
    }

    private interface Check {
        void read(WireReader in) throws IOException;
    }

    private static final List<Step> STEPS = List.of(
            (out, random) -> {
                boolean value = random.nextBoolean();
                out.putBoolean(value);
                return in -> assertThat(in.getBoolean()).isEqualTo(value);
            },
            (out, random) -> {
                byte value = (byte) random.nextInt();
                out.putByte(value);
                return in -> assertThat(in.getByte()).isEqualTo(value);
            },
            (out, random) -> {
                short value = (short) random.nextInt();
                out.putShort(value);
                return in -> assertThat(in.getShort()).isEqualTo(value);
            },
            (out, random) -> {
                char value = (char) random.nextInt();
                out.putChar(value);
                return in -> assertThat(in.getChar()).isEqualTo(value);
            },
            (out, random) -> {
                int value = random.nextInt();
                out.putInt(value);
                return in -> assertThat(in.getInt()).isEqualTo(value);
            },
            (out, random) -> {
                long value = random.nextLong();
                out.putLong(value);
                return in -> assertThat(in.getLong()).isEqualTo(value);
            },
            (out, random) -> {
                float value = random.nextFloat();
                out.putFloat(value);
                return in -> assertThat(in.getFloat()).isEqualTo(value);
            },
            (out, random) -> {
                double value = random.nextDouble();
                out.putDouble(value);
                return in -> assertThat(in.getDouble()).isEqualTo(value);
            },
            (out, random) -> {
                String value = random.nextInt(9) == 0 ? null : "aé\uD800".substring(random.nextInt(4));
                out.putString(value);
                return in -> assertThat(in.getString()).isEqualTo(value);
            },
            (out, random) -> {
                int[] value = random.ints(random.nextInt(30)).toArray();
                out.putInts(value);
                return in -> assertThat(in.getInts()).isEqualTo(value);
            });

    @Test
    void whateverIsWrittenInOneOrderIsReadInThatOrder() throws IOException {
        Random random = Seeds.random();
        for (int frames = 0; frames < 50; frames++) {
            List<Check> checks = new ArrayList<>();
            Frame frame = Frame.of(out -> {
                for (int i = random.nextInt(30_000); i > 0; i--) {
                    checks.add(STEPS.get(random.nextInt(STEPS.size())).write(out, random));
                }
            });
            WireReader in = frame.reader(random);
            for (Check check : checks) {
                check.read(in);
            }
            assertThat(in.atEnd()).isTrue();
        }
    }

    @Test
    void bitsOfNansSurvive() throws IOException {
        int quiet = 0x7FC12345;
        long wide = 0xFFF8_0000_DEAD_BEEFL;
        Frame frame = Frame.of(out -> {
            out.putFloat(Float.intBitsToFloat(quiet));
            out.putDouble(Double.longBitsToDouble(wide));
            out.putFloats(new float[] {Float.intBitsToFloat(quiet)});
            out.putDoubles(new double[] {Double.longBitsToDouble(wide)});
        });
        WireReader in = frame.reader();
        assertThat(Float.floatToRawIntBits(in.getFloat())).isEqualTo(quiet);
        assertThat(Double.doubleToRawLongBits(in.getDouble())).isEqualTo(wide);
        assertThat(Float.floatToRawIntBits(in.getFloats()[0])).isEqualTo(quiet);
        assertThat(Double.doubleToRawLongBits(in.getDoubles()[0])).isEqualTo(wide);
    }

    @Test
    void theLayoutIsTheDocumentedOne() throws IOException {
        Frame frame = Frame.of(out -> {
            out.putInt(0x01020304);
            out.putString("é");
            out.putString("\u20AC");
            out.putString(null);
            out.putShorts(new short[] {1, 2}, 1, 2);
            WireFormats.INTEGER.write(out, null);
            WireFormats.list(WireFormats.BYTE).write(out, List.of((byte) 7));
        });
        assertThat(frame.bytes)
                .asHexString()
                .isEqualTo(String.join(
                        "",
                        "04030201",
                        "02000000" + "E9",
                        "03000000" + "AC20",
                        "FFFFFFFF",
                        "01000000" + "0200",
                        "00",
                        "01" + "01000000" + "01" + "07"));
    }

    /** The three methods of an array type. */
    private record Methods<A>(
            IntFunction<A> maker, WholePut<A> put, RangePut<A> putRange, WholeGet<A> get, RangeGet<A> getRange) {
        interface WholePut<A> {
            void put(WireWriter out, @Nullable A array) throws IOException;
        }

        interface RangePut<A> {
            void put(WireWriter out, A array, int from, int to) throws IOException;
        }

        interface WholeGet<A> {
            @Nullable
            A get(WireReader in) throws IOException;
        }

        interface RangeGet<A> {
            void get(WireReader in, A array, int from, int to) throws IOException;
        }

        A random(int length, Random random) {
            A array = maker.apply(length);
            for (int i = 0; i < length; i++) {
                Array.set(array, i, element(random));
            }
            return array;
        }

        private Object element(Random random) {
            Class<?> type = maker.apply(0).getClass().getComponentType();
            return switch (type.getName()) {
                case "boolean" -> random.nextBoolean();
                case "char" -> (char) random.nextInt();
                case "short" -> (short) random.nextInt();
                case "int" -> random.nextInt();
                case "long" -> random.nextLong();
                case "float" -> random.nextFloat();
                case "double" -> random.nextDouble();
                default -> (byte) random.nextInt();
            };
        }

        A slice(A array, int from, int to) {
            A slice = maker.apply(to - from);
            System.arraycopy(array, from, slice, 0, to - from);
            return slice;
        }

        @Override
        public String toString() {
            return maker.apply(0).getClass().getSimpleName();
        }
    }

    static List<Methods<?>> arrays() {
        return List.of(
                new Methods<>(
                        boolean[]::new,
                        WireWriter::putBooleans,
                        WireWriter::putBooleans,
                        WireReader::getBooleans,
                        WireReader::getBooleans),
                new Methods<>(
                        byte[]::new,
                        WireWriter::putBytes,
                        WireWriter::putBytes,
                        WireReader::getBytes,
                        WireReader::getBytes),
                new Methods<>(
                        short[]::new,
                        WireWriter::putShorts,
                        WireWriter::putShorts,
                        WireReader::getShorts,
                        WireReader::getShorts),
                new Methods<>(
                        char[]::new,
                        WireWriter::putChars,
                        WireWriter::putChars,
                        WireReader::getChars,
                        WireReader::getChars),
                new Methods<>(
                        int[]::new, WireWriter::putInts, WireWriter::putInts, WireReader::getInts, WireReader::getInts),
                new Methods<>(
                        long[]::new,
                        WireWriter::putLongs,
                        WireWriter::putLongs,
                        WireReader::getLongs,
                        WireReader::getLongs),
                new Methods<>(
                        float[]::new,
                        WireWriter::putFloats,
                        WireWriter::putFloats,
                        WireReader::getFloats,
                        WireReader::getFloats),
                new Methods<>(
                        double[]::new,
                        WireWriter::putDoubles,
                        WireWriter::putDoubles,
                        WireReader::getDoubles,
                        WireReader::getDoubles));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    <A> void arraysOfAllSizesSurvive(Methods<A> methods) throws IOException {
        Random random = Seeds.random();
        for (int length : new int[] {0, 1, 511, 512, 513, 65_535, 65_537, 1_200_000}) {
            A array = methods.random(length, random);
            Frame frame = Frame.of(out -> {
                out.putByte((byte) 1);
                methods.put.put(out, array);
                methods.put.put(out, null);
                out.putByte((byte) 2);
            });
            WireReader in = frame.reader(random);
            assertThat(in.getByte()).isEqualTo((byte) 1);
            assertThat(Objects.deepEquals(methods.get.get(in), array)).isTrue();
            assertThat(methods.get.get(in)).isNull();
            assertThat(in.getByte()).isEqualTo((byte) 2);
        }
    }

    @ParameterizedTest
    @MethodSource("arrays")
    <A> void rangesGoIntoRanges(Methods<A> methods) throws IOException {
        Random random = Seeds.random();
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(random.nextInt(20) == 0 ? 100_000 : 100);
            int from = random.nextInt(length + 1);
            int to = from + random.nextInt(length + 1 - from);
            A array = methods.random(length, random);
            Frame frame = Frame.of(out -> {
                methods.putRange.put(out, array, from, to);
                methods.putRange.put(out, array, from, to);
            });
            WireReader in = frame.reader(random);
            assertThat(methods.get.get(in)).isEqualTo(methods.slice(array, from, to));
            A into = methods.slice(array, 0, length);
            System.arraycopy(methods.maker.apply(to - from), 0, into, from, to - from);
            methods.getRange.get(in, into, from, to);
            assertThat(into).isEqualTo(array);
        }
    }

    @ParameterizedTest
    @MethodSource("arrays")
    <A> void aRangeOfAnotherLengthIsRefused(Methods<A> methods) throws IOException {
        A four = methods.maker.apply(4);
        Frame frame = Frame.of(out -> methods.put.put(out, four));
        assertThatThrownBy(() -> methods.getRange.get(frame.reader(), four, 1, 4))
                .isInstanceOf(StreamCorruptedException.class)
                .hasMessage("Expected an array of length 3, read 4");
        Frame ofNull = Frame.of(out -> methods.put.put(out, null));
        assertThatThrownBy(() -> methods.getRange.get(ofNull.reader(), four, 0, 4))
                .isInstanceOf(StreamCorruptedException.class);
    }

    @ParameterizedTest
    @MethodSource("arrays")
    <A> void aRangeOutsideItsArrayIsTheCallersFault(Methods<A> methods) throws IOException {
        A four = methods.maker.apply(4);
        assertThatThrownBy(() -> Frame.of(out -> methods.putRange.put(out, four, 1, 5)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        Frame frame = Frame.of(out -> methods.put.put(out, four));
        assertThatThrownBy(() -> methods.getRange.get(frame.reader(), four, 1, 5))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void largeByteArraysAreHandedOverWithoutCopying() throws IOException {
        List<byte[]> handed = new ArrayList<>();
        WireWriter out = new WireWriter((bytes, offset, length) -> handed.add(bytes), List.of());
        byte[] large = new byte[1 << 20];
        out.putInt(1);
        out.putBytes(large);
        assertThat(handed).hasSize(2).last().isSameAs(large);
    }

    @Test
    void aWriterIsReusableAfterFlushAndAfterReset() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WireWriter out = new WireWriter(bytes::write, List.of());
        out.putInt(1);
        out.reset();
        out.putByte((byte) 2);
        out.flush();
        out.flush();
        out.putByte((byte) 3);
        out.flush();
        assertThat(bytes.toByteArray()).containsExactly(2, 3);
    }

    @Test
    void aReaderGoesOnWithTheNextFrame() throws IOException {
        byte[] endOfFrame = {};
        Iterator<byte[]> pieces =
                List.of(new byte[] {1, 2}, endOfFrame, new byte[] {3}).iterator();
        WireReader.Source source = (bytes, offset, length) -> {
            byte[] next = pieces.next();
            System.arraycopy(next, 0, bytes, offset, next.length);
            return next.length == 0 ? -1 : next.length;
        };
        WireReader in = new WireReader(source, List.of(), null);
        assertThat(in.getByte()).isEqualTo((byte) 1);
        assertThat(in.atEnd()).isFalse();
        in.reset();
        assertThat(in.atEnd()).isTrue();
        assertThat(in.getByte()).isEqualTo((byte) 3);
    }
}
