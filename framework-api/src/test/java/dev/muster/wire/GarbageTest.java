package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, a decoder returns or throws an {@link IOException}, and takes memory for what has arrived only. */
class GarbageTest {
    private static final long MEMORY_LIMIT = 32L << 20;
    private static final int[] EXTREMES = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -2, 0, 1 << 30, 100_000_000};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<Sample<?>> samples() {
        return Sample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void randomBytes(Sample<?> sample) {
        Random random = Seeds.random();
        for (int i = 0; i < 400; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = 1;
            }
            decode(sample, bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void flippedBits(Sample<T> sample) throws IOException {
        Random random = Seeds.random();
        for (int i = 0; i < 400; i++) {
            byte[] bytes = Frame.of(sample.format(), sample.values().apply(random)).bytes;
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            decode(sample, bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void extremeNumbersAnywhere(Sample<T> sample) throws IOException {
        Random random = Seeds.random();
        ByteOrder[] orders = {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN};
        for (int i = 0; i < 400; i++) {
            byte[] bytes = Frame.of(sample.format(), sample.values().apply(random)).bytes;
            if (bytes.length >= Integer.BYTES) {
                int place = random.nextInt(bytes.length - Integer.BYTES + 1);
                int extreme = EXTREMES[random.nextInt(EXTREMES.length)];
                ByteBuffer.wrap(bytes).order(orders[random.nextInt(2)]).putInt(place, extreme);
            }
            decode(sample, bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void aFrameThatEndsAnywhereTooSoon(Sample<T> sample) throws IOException {
        byte[] bytes = Frame.of(sample.format(), sample.values().apply(Seeds.random())).bytes;
        int step = 1 + bytes.length / 5000;
        for (int length = 0; length < bytes.length; length += step) {
            WireReader in = new Frame(Arrays.copyOf(bytes, length)).reader();
            assertThatThrownBy(() -> sample.format().read(in)).isInstanceOf(EOFException.class);
        }
    }

    /** The worst that each kind of length can claim, with some bytes behind it. */
    @Test
    void claimedLengthsTakeNoMemory() {
        for (Sample<?> sample : samples()) {
            for (int header = 0; header < 3; header++) {
                ByteBuffer bytes = ByteBuffer.allocate(2000).order(ByteOrder.LITTLE_ENDIAN);
                bytes.put(new byte[header]).putInt(Integer.MAX_VALUE - 8);
                Arrays.fill(bytes.array(), 0, header, (byte) 1);
                decode(sample, bytes.array());
            }
        }
    }

    @Test
    void valuesInsideEachOtherWithoutEndAreCutOffBeforeTheStackOverflows() throws Exception {
        Frame frame = Frame.of(out -> {
            for (int i = 0; i < 100_000; i++) {
                out.putBoolean(true);
                out.putString("");
                out.putBoolean(true);
                out.putInt(1);
            }
        });
        onStackOfProcessWorkers(() -> assertThatThrownBy(() -> Sample.Tree.FORMAT.read(frame.reader()))
                .isInstanceOf(StreamCorruptedException.class)
                .hasMessageContaining("inside each other"));
    }

    private static void onStackOfProcessWorkers(Runnable test) throws Exception {
        FutureTask<Void> task = new FutureTask<>(test, null);
        Thread thread = new Thread(null, task, "small stack", 4 << 20);
        thread.start();
        thread.join();
        task.get();
    }

    private void decode(Sample<?> sample, byte[] bytes) {
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            sample.format().read(new Frame(bytes).reader());
        } catch (IOException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(taken).as("bytes allocated for a frame of " + bytes.length).isLessThan(MEMORY_LIMIT);
    }
}
