package dev.muster.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.wire.WireReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a lane in one process: a pipe stands for the way of the socket to the child, and another for the way back. */
@Timeout(60)
class LaneTest {
    private static final int LARGE = 3_000_000;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final AtomicBoolean childDead = new AtomicBoolean();

    @TempDir
    private Path files;

    private Path file;
    private Way toChild;
    private Way toParent;

    @BeforeEach
    void open() throws IOException {
        file = files.resolve("lane");
        Lane child = Lane.ofChild(file);
        Lane parent = Lane.ofParent(file, childDead::get);
        toChild = new Way(parent, child);
        toParent = new Way(child, parent);
    }

    @AfterEach
    void close() throws Exception {
        toChild.close();
        toParent.close();
        other.shutdownNow();
        assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** From a writer to a reader; counts what passes over the socket. */
    private static final class Way implements WritableByteChannel {
        private final Pipe pipe = Pipe.open();
        private final MessageWriter writer;
        private final MessageWriter besides = new MessageWriter(this, List.of());
        private final MessageReader reader;
        private long overSocket;

        Way(Lane from, Lane to) throws IOException {
            writer = new MessageWriter(this, List.of(), from);
            reader = new MessageReader(pipe.source(), List.of(), LaneTest.class.getClassLoader(), to);
            besides.aside(true);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            overSocket += bytes.remaining();
            return pipe.sink().write(bytes);
        }

        @Override
        public boolean isOpen() {
            return pipe.sink().isOpen();
        }

        @Override
        public void close() throws IOException {
            pipe.sink().close();
            pipe.source().close();
        }

        void say(byte[]... parts) throws IOException {
            var out = writer.open();
            for (byte[] part : parts) {
                out.putBytes(part);
            }
            writer.close();
            writer.finish();
        }

        byte[] heard() throws IOException {
            reader.nextMessage();
            WireReader in = reader.nextPart();
            byte[] bytes = in.getBytes();
            assertThat(reader.nextPart()).isNull();
            return bytes;
        }
    }

    /** What passes on the way, and how many bytes of it over the socket. */
    private long passes(Way way, byte[] bytes) throws Exception {
        long before = way.overSocket;
        Future<byte[]> heard = other.submit(way::heard);
        way.say(bytes);
        assertThat(heard.get()).isEqualTo(bytes);
        return way.overSocket - before;
    }

    private static byte[] random(int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    @DisplayName("after one long message in whatever direction, those in both pass through the lane")
    void longMessagesPassThroughTheLane() throws Exception {
        Random random = new Random(1);
        assertThat(passes(toChild, random(LARGE, random)))
                .as("before it is there")
                .isGreaterThan(200_000);
        assertThat(Files.size(file)).isPositive();
        passes(toParent, random(LARGE, random)); // by now the parent has found it
        assertThat(passes(toChild, random(LARGE, random))).isLessThan(LARGE / 20);
        assertThat(passes(toParent, random(LARGE, random))).isLessThan(LARGE / 20);
        assertThat(passes(toParent, random(60_000, random))).as("a short one").isGreaterThan(60_000);
    }

    @Test
    @DisplayName(
            "messages of all sizes, whole and aborted, read and skipped, come in order, with what stands between their pieces")
    void allMessagesCome() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        passes(toParent, new byte[LARGE]);
        passes(toParent, new byte[LARGE]);
        List<String> expected = new ArrayList<>();
        Future<List<String>> heard = other.submit(() -> allHeard(toParent));
        for (int i = 0; i < 300; i++) {
            int length = random.nextInt(10) == 0
                    ? random.nextInt(LARGE)
                    : Lane.SLOT * random.nextInt(4) + random.nextInt(9) - 4;
            switch (random.nextInt(4)) {
                case 0 -> aborted(Math.max(100_000, length));
                case 1 -> withAside(Math.max(0, length), expected);
                default -> {
                    toParent.say(new byte[Math.max(0, length)]);
                    expected.add("message of " + Math.max(0, length));
                }
            }
        }
        toParent.pipe.sink().close();
        assertThat(heard.get()).as("seed %d", seed).isEqualTo(expected);
    }

    private void aborted(int length) throws IOException {
        toParent.writer.open().putBytes(new byte[length]);
        toParent.writer.discard();
    }

    private void withAside(int length, List<String> expected) throws IOException {
        var out = toParent.writer.open();
        out.putInt(length);
        byte[] bytes = new byte[1];
        for (int i = 0; i < length; i++) {
            out.putByte(bytes[0]);
            if (i == 3 * Lane.SLOT) {
                out.flush();
                toParent.besides.open().putBytes(new byte[7]);
                toParent.besides.close();
                toParent.besides.finish();
                expected.add("between of 7");
            }
        }
        toParent.writer.close();
        toParent.writer.finish();
        expected.add("message of " + length);
    }

    private static List<String> allHeard(Way way) throws IOException {
        List<String> all = new ArrayList<>();
        way.reader.listen(in -> {
            try {
                all.add("between of " + in.getBytes().length);
            } catch (IOException failed) {
                throw new BrokenChannelException("", failed);
            }
        });
        for (; ; ) {
            try {
                way.reader.nextMessage();
            } catch (BrokenChannelException end) {
                return all;
            }
            try {
                all.add("message of " + way.reader.nextPart().getBytes().length);
            } catch (MessageAbortedException aborted) {
                // as it was meant
            }
        }
    }

    @Test
    @DisplayName("who waits for an end that is dead is told so")
    void whoWaitsForADeadEndIsToldSo() throws Exception {
        passes(toChild, new byte[LARGE]);
        passes(toParent, new byte[LARGE]);
        Future<?> waiting = other.submit(() -> {
            toChild.say(new byte[LARGE]);
            return null;
        });
        toChild.reader.nextMessage(); // and reads no more of it
        childDead.set(true);
        assertThatThrownBy(waiting::get)
                .hasCauseInstanceOf(BrokenChannelException.class)
                .hasMessageContaining("lane");
    }

    @Test
    @DisplayName("where the child cannot make one, all goes over the socket")
    void withoutAFile() throws Exception {
        Files.createDirectory(file);
        for (int i = 0; i < 3; i++) {
            assertThat(passes(toChild, new byte[LARGE])).isGreaterThan(LARGE);
            assertThat(passes(toParent, new byte[LARGE])).isGreaterThan(LARGE);
        }
    }

    @Test
    @DisplayName("a piece in a lane that nobody has made makes no sense")
    void aPieceInNoLane() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(4).putInt(0, Piece.inLane(Piece.header(10, true)));
        toChild.write(header);
        assertThatThrownBy(toChild.reader::nextMessage)
                .isInstanceOf(BrokenChannelException.class)
                .hasMessageContaining("lane");
    }
}
