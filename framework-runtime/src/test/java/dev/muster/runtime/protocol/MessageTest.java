package dev.muster.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages, parts and pieces, without a socket. */
class MessageTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final MessageWriter writer = new MessageWriter(Channels.newChannel(sent), List.of());

    private MessageReader reader() {
        return new MessageReader(
                Channels.newChannel(new ByteArrayInputStream(sent.toByteArray())),
                List.of(),
                MessageTest.class.getClassLoader());
    }

    private void part(int tag, byte[] bytes) throws IOException {
        WireWriter out = writer.open();
        out.putInt(tag);
        out.putBytes(bytes);
        writer.close();
    }

    private static void assertPart(MessageReader reader, int tag, byte[] bytes) throws IOException {
        WireReader in = reader.nextPart();
        assertThat(in).isNotNull();
        assertThat(in.getInt()).isEqualTo(tag);
        assertThat(in.getBytes()).isEqualTo(bytes);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void partsComeBackInOrder() throws IOException {
        part(1, new byte[] {1, 2});
        part(2, new byte[0]);
        writer.finish();
        part(3, new byte[] {3});
        writer.finish();

        MessageReader reader = reader();
        reader.nextMessage();
        assertPart(reader, 1, new byte[] {1, 2});
        assertPart(reader, 2, new byte[0]);
        assertThat(reader.nextPart()).isNull();
        reader.nextMessage();
        assertPart(reader, 3, new byte[] {3});
        assertThat(reader.nextPart()).isNull();
    }

    @Test
    void aLongPartStreamsInPieces() throws IOException {
        byte[] large = new byte[1_000_000];
        new Random(7).nextBytes(large);
        part(1, large);
        assertThat(writer.hasStreamed()).isTrue();
        writer.finish();
        part(2, new byte[] {2});
        writer.finish();

        MessageReader reader = reader();
        reader.nextMessage();
        assertPart(reader, 1, large);
        assertThat(reader.nextPart()).isNull();
        reader.nextMessage();
        assertPart(reader, 2, new byte[] {2});
    }

    @Test
    void whatIsNotReadIsSkipped() throws IOException {
        part(1, new byte[500_000]);
        writer.finish();
        part(2, new byte[] {1, 2, 3});
        part(3, new byte[] {4});
        writer.finish();

        MessageReader reader = reader();
        reader.nextMessage();
        assertThat(reader.nextPart().getInt()).isEqualTo(1);
        reader.nextMessage();
        assertThat(reader.nextPart().getInt()).isEqualTo(2);
        assertPart(reader, 3, new byte[] {4});
    }

    @Test
    void aDiscardedPartLeavesTheOthers() throws IOException {
        part(1, new byte[] {1});
        writer.open().putInt(2);
        writer.discard();
        part(3, new byte[] {3});
        writer.finish();

        MessageReader reader = reader();
        reader.nextMessage();
        assertPart(reader, 1, new byte[] {1});
        assertPart(reader, 3, new byte[] {3});
        assertThat(reader.nextPart()).isNull();
    }

    @Test
    void aDiscardedMessageThatHasStreamedIsVoid() throws IOException {
        writer.open().putBytes(new byte[300_000]);
        writer.discard();
        part(2, new byte[] {2});
        writer.finish();

        MessageReader reader = reader();
        reader.nextMessage();
        WireReader in = reader.nextPart();
        assertThatThrownBy(in::getBytes).isInstanceOf(MessageAbortedException.class);
        reader.nextMessage();
        assertPart(reader, 2, new byte[] {2});
    }

    @Test
    void aSecondPartThatDoesNotFitIsForTheNextMessage() throws IOException {
        part(1, new byte[] {1});
        WireWriter out = writer.open();
        assertThatThrownBy(() -> {
                    out.putBytes(new byte[200_000]);
                    writer.close();
                })
                .isInstanceOf(MessageFullException.class);
        writer.discard();
        writer.finish();
        part(2, new byte[200_000]);
        writer.finish();

        MessageReader reader = reader();
        reader.nextMessage();
        assertPart(reader, 1, new byte[] {1});
        assertThat(reader.nextPart()).isNull();
        reader.nextMessage();
        assertPart(reader, 2, new byte[200_000]);
    }

    @Test
    void garbageIsNoMessage() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            sent.reset();
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            if (noise.length > 4) {
                noise[0] = (byte) random.nextInt(4);
                noise[1] = 0;
                noise[2] = 0;
            }
            sent.write(noise);
            readAll(reader(), seed);
        }
    }

    private static void readAll(MessageReader reader, long seed) {
        try {
            for (; ; ) {
                reader.nextMessage();
                for (WireReader in = reader.nextPart(); in != null; in = reader.nextPart()) {
                    in.getByte();
                }
            }
        } catch (IOException expected) {
            assertThat(expected).as("seed %d", seed).isNotNull();
        }
    }
}
