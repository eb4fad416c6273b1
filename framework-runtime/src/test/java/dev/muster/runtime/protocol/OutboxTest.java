package dev.muster.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.wire.WireReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child says, and dies before it has sent it. */
class OutboxTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @TempDir
    private Path files;

    private Path file() {
        return files.resolve("said");
    }

    private Outbox outbox() {
        return new Outbox(Channels.newChannel(sent), file());
    }

    /** What a parent has of a child that has written {@code bytes} and died now. */
    private byte[] received(int atMost) throws IOException {
        ReadableByteChannel socket = Channels.newChannel(new ByteArrayInputStream(sent.toByteArray()));
        LastWords from = new LastWords(socket, file());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer some = ByteBuffer.allocate(atMost);
        while (from.read(some) >= 0) {
            all.write(some.array(), 0, some.position());
            some.clear();
        }
        return all.toByteArray();
    }

    @Test
    @DisplayName("whenever a child dies, its parent gets all that it has said, once and in order")
    void nothingIsLost() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Outbox outbox = outbox();
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(Outbox.CAPACITY + 2) : random.nextInt(60)];
            random.nextBytes(bytes);
            outbox.keep(random.nextInt(10) != 0);
            assertThat(outbox.write(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
            said.write(bytes);
            if (random.nextInt(50) == 0) {
                outbox.flush();
            }
            if (i % 100 == 0) {
                assertThat(received(1 + random.nextInt(1_000)))
                        .as("seed %d, write %d", seed, i)
                        .isEqualTo(said.toByteArray());
            }
        }
        assertThat(received(4_096)).as("seed %d", seed).isEqualTo(said.toByteArray());
    }

    @Test
    @DisplayName("whenever a child dies, the message that it adds to is as long as what was added")
    void whatGrowsIsWhole() throws IOException {
        Outbox outbox = outbox();
        outbox.keep(true);
        outbox.write(message(1, 2));
        outbox.keep(false);
        assertThat(outbox.makeRoom(4)).isTrue();
        outbox.begin(new byte[] {3}, 0, 1);
        assertThat(parts()).containsExactly("[1, 2]");
        outbox.add(new byte[] {4}, 0, 1);
        assertThat(parts()).containsExactly("[1, 2]", "[3, 4]");
        outbox.add(new byte[] {0, 5}, 1, 1);
        assertThat(parts()).containsExactly("[1, 2]", "[3, 4, 5]");
        outbox.keep(true);
        outbox.write(message(6));
        assertThat(outbox.canAdd(1)).isFalse();
        assertThat(parts()).containsExactly("[1, 2]", "[3, 4, 5]", "[6]");
        outbox.flush();
        assertThat(parts()).containsExactly("[1, 2]", "[3, 4, 5]", "[6]");
    }

    private static ByteBuffer message(int... content) {
        ByteBuffer message = ByteBuffer.allocate(8 + content.length);
        message.putInt(Piece.header(4 + content.length, true)).putInt(content.length);
        for (int each : content) {
            message.put((byte) each);
        }
        return message.flip();
    }

    /** The parts of the messages that a parent has of a child that dies now. */
    private List<String> parts() throws IOException {
        ReadableByteChannel socket = Channels.newChannel(new ByteArrayInputStream(sent.toByteArray()));
        MessageReader reader = new MessageReader(new LastWords(socket, file()), List.of(), null);
        List<String> parts = new ArrayList<>();
        for (; ; ) {
            try {
                reader.nextMessage();
            } catch (BrokenChannelException end) {
                return parts;
            }
            WireReader in = reader.nextPart();
            List<Byte> bytes = new ArrayList<>();
            while (!in.atEnd()) {
                bytes.add(in.getByte());
            }
            parts.add(bytes.toString());
        }
    }

    @Test
    void whatIsKeptIsNotSentBeforeItIsFlushed() throws IOException {
        Outbox outbox = outbox();
        outbox.keep(true);
        outbox.write(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(sent.size()).isZero();
        outbox.keep(false);
        outbox.write(ByteBuffer.wrap(new byte[] {3}));
        assertThat(sent.toByteArray()).containsExactly(1, 2, 3);
        assertThat(received(10)).containsExactly(1, 2, 3);
    }

    @Test
    void withoutAFileAllIsSentAtOnce() throws IOException {
        Outbox outbox =
                new Outbox(Channels.newChannel(sent), files.resolve("missing").resolve("said"));
        outbox.keep(true);
        outbox.write(ByteBuffer.wrap(new byte[] {1}));
        assertThat(sent.toByteArray()).containsExactly(1);
    }

    @Test
    @DisplayName("a reset is told after the last words, as the reset that it is")
    void aResetComesLast() throws IOException {
        Outbox outbox = outbox();
        outbox.keep(true);
        outbox.write(ByteBuffer.wrap(new byte[] {7}));
        LastWords from = new LastWords(new Reset(), file());
        ByteBuffer into = ByteBuffer.allocate(10);
        assertThat(from.read(into)).isEqualTo(1);
        assertThat(Arrays.copyOf(into.array(), into.position())).containsExactly(7);
        assertThatThrownBy(() -> from.read(into)).hasMessage("reset");
    }

    /** A connection whose peer died before it had read all. */
    private static final class Reset implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer into) throws IOException {
            throw new IOException("reset");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
