package dev.muster.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** Where a message of a byte and one of so many bytes stand behind every piece but the last. */
    private MessageWriter interrupted(byte[] large) {
        WritableByteChannel channel = Channels.newChannel(sent);
        MessageWriter besides = new MessageWriter(channel, List.of());
        besides.aside(true);
        return new MessageWriter(
                new WritableByteChannel() {
                    @Override
                    public int write(ByteBuffer piece) throws IOException {
                        boolean last = MessageWriter.isLast(piece);
                        int count = channel.write(piece);
                        if (!last) {
                            say(besides, new byte[] {1});
                            say(besides, large);
                        }
                        return count;
                    }

                    @Override
                    public boolean isOpen() {
                        return true;
                    }

                    @Override
                    public void close() {}
                },
                List.of());
    }

    private static void say(MessageWriter to, byte[] bytes) throws IOException {
        to.open().putBytes(bytes);
        to.close();
        to.finish();
    }

    @Test
    void whatStandsBetweenPiecesIsHeardWhole() throws IOException {
        byte[] around = new byte[200_000];
        byte[] large = new byte[150_000];
        new Random(7).nextBytes(around);
        new Random(8).nextBytes(large);
        say(interrupted(large), around);
        part(2, new byte[] {2});
        writer.finish();

        List<byte[]> heard = new ArrayList<>();
        MessageReader reader = reader();
        reader.listen(in -> heard.add(bytes(in)));
        reader.nextMessage();
        assertThat(reader.nextPart().getBytes()).isEqualTo(around);
        assertThat(heard).hasSize(6).startsWith(new byte[] {1}, large, new byte[] {1}, large);
        reader.nextMessage();
        assertPart(reader, 2, new byte[] {2});
    }

    private static byte[] bytes(WireReader in) throws BrokenChannelException {
        try {
            return Objects.requireNonNull(in.getBytes());
        } catch (IOException failed) {
            throw new BrokenChannelException("not what was said", failed);
        }
    }

    @Test
    void whatStandsBetweenPiecesIsHeardThoughTheRestIsSkipped() throws IOException {
        say(interrupted(new byte[100_000]), new byte[200_000]);
        part(2, new byte[] {2});
        writer.finish();

        List<WireReader> heard = new ArrayList<>();
        MessageReader reader = reader();
        reader.listen(heard::add); // and leaves what it says unread
        reader.nextMessage();
        reader.nextMessage();
        assertThat(heard).hasSize(6);
        assertPart(reader, 2, new byte[] {2});
    }

    @Test
    void whoDoesNotListenIsToldNothingBetweenPieces() throws IOException {
        say(interrupted(new byte[] {1}), new byte[200_000]);

        MessageReader reader = reader();
        reader.nextMessage();
        WireReader in = reader.nextPart();
        assertThatThrownBy(in::getBytes).isInstanceOf(BrokenChannelException.class);
    }

    @Test
    void aMessageMayTurnOutToBeVoidUnread() throws IOException {
        writer.open().putBytes(new byte[300_000]);
        writer.discard();
        part(2, new byte[] {2});
        writer.finish();

        MessageReader reader = reader();
        reader.nextMessage();
        assertThat(reader.nextPart()).isNotNull();
        assertThat(reader.isVoid()).isTrue();
        reader.nextMessage();
        assertPart(reader, 2, new byte[] {2});
        assertThat(reader.isVoid()).isFalse();
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
                noise[0] = (byte) random.nextInt(8);
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
