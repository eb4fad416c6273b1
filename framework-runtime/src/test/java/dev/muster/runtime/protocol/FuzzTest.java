package dev.muster.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.MusterException;
import dev.muster.ProcessOptions;
import dev.muster.wire.WireReader;
import dev.muster.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes are, each decoder gives a value or throws what says that they are none. */
@Timeout(120)
class FuzzTest {
    private static final int ROUNDS = 20_000;
    private static final StackTraceElement BOUNDARY = new StackTraceElement("Process-1", "pid-1", "fuzz", -1);

    /** What is decoded, and bytes that it really has. */
    enum Decoder {
        HELLO {
            @Override
            byte[] valid() throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new Hello(Hello.DATA, new byte[Hello.SECRET]).write(Channels.newChannel(bytes));
                return bytes.toByteArray();
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                Hello.read(channel(bytes));
            }
        },
        CONTROL {
            @Override
            byte[] valid() {
                return new Control(Control.REPLY, 7, new byte[] {1, 2, 3})
                        .toBytes()
                        .array();
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                Control.read(channel(bytes));
            }
        },
        MESSAGE {
            @Override
            byte[] valid() throws IOException {
                ByteArrayOutputStream three = new ByteArrayOutputStream();
                for (int i = 0; i < 3; i++) {
                    three.writeBytes(message(out -> out.putBytes(new byte[100])));
                }
                return three.toByteArray();
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                MessageReader reader = reader(bytes);
                for (int i = 0; i < 3; i++) {
                    reader.nextMessage();
                    for (WireReader part = reader.nextPart(); part != null; part = reader.nextPart()) {
                        part.getBytes();
                    }
                }
            }
        },
        WELCOME {
            @Override
            byte[] valid() throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                Heritage heritage = new Heritage(
                        7,
                        dev.muster.WhenFull.WAIT,
                        List.of(new Heritage.Queue("p", 3, dev.muster.WhenFull.REFUSE)),
                        List.of(new Heritage.Pool("p", dev.muster.Workers.CORES, 3)),
                        ProcessOptions.defaults().heap("64m").memoryLimit("1g").grace(Duration.ofSeconds(3)),
                        List.of(new Heritage.Setting(1, "key", "value", "place")));
                new Welcome(
                                "Process-1",
                                2,
                                1,
                                1,
                                Path.of("folder"),
                                "Initializer",
                                7,
                                List.of("codec"),
                                heritage.toBytes())
                        .write(new MessageWriter(Channels.newChannel(bytes), List.of()));
                return bytes.toByteArray();
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                Heritage.of(Welcome.read(reader(bytes)).heritage());
            }
        },
        ASK {
            @Override
            byte[] valid() throws IOException {
                return message(new Ask(0, "o", Ask.What.LOCK, "lock", new byte[3], 1, 2, 3, true, new byte[5])::write);
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                Ask.read(part(bytes));
            }
        },
        REPLY {
            @Override
            byte[] valid() {
                return Reply.failed(new IllegalStateException("x", new IOException("y")))
                        .toBytes();
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                Reply.of(bytes, loader(), BOUNDARY);
            }
        },
        FAILURE {
            @Override
            byte[] valid() throws IOException {
                Throwable failure = new IllegalArgumentException("a", new IOException("b"));
                failure.addSuppressed(new dev.muster.CallFailedException("c", failure.getCause()));
                return message(out -> RemoteFailure.write(failure, out));
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                RemoteFailure.read(part(bytes), loader(), BOUNDARY);
            }
        },
        LOG {
            @Override
            byte[] valid() throws IOException {
                return message(
                        new LogRecord(System.Logger.Level.INFO, "l", "m", RemoteFailure.of(new IOException("t")))
                                ::write);
            }

            @Override
            void decode(byte[] bytes) throws IOException {
                LogRecord.read(part(bytes));
            }
        },
        KEY {
            @Override
            byte[] valid() {
                return Keys.write(List.of("a", 7));
            }

            @Override
            void decode(byte[] bytes) {
                Keys.read(bytes, loader());
            }
        };

        abstract byte[] valid() throws IOException;

        abstract void decode(byte[] bytes) throws IOException;
    }

    /** What is written into a part. */
    private interface Content {
        void write(WireWriter out) throws IOException;
    }

    private static byte[] message(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MessageWriter writer = new MessageWriter(Channels.newChannel(bytes), List.of());
        content.write(writer.open());
        writer.close();
        writer.finish();
        return bytes.toByteArray();
    }

    private static ClassLoader loader() {
        return FuzzTest.class.getClassLoader();
    }

    private static ReadableByteChannel channel(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    private static MessageReader reader(byte[] bytes) {
        return new MessageReader(channel(bytes), List.of(), loader());
    }

    private static WireReader part(byte[] bytes) throws IOException {
        MessageReader reader = reader(bytes);
        reader.nextMessage();
        WireReader part = reader.nextPart();
        if (part == null) {
            throw new IOException("no part");
        }
        return part;
    }

    @DisplayName("arbitrary bytes, and valid ones with faults, end in a value or in a definite exception")
    @ParameterizedTest
    @EnumSource
    void arbitraryBytes(Decoder decoder) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("fuzz " + decoder + ", seed " + seed);
        Random random = new Random(seed);
        byte[] valid = decoder.valid();
        decoder.decode(valid);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = i % 4 == 0 ? noise(random) : faulty(valid, random);
            try {
                decoder.decode(bytes);
            } catch (IOException | MusterException definite) {
                assertThat(definite).isNotNull();
            } catch (Throwable other) {
                throw new AssertionError(decoder + ", seed " + seed + ", round " + i, other);
            }
        }
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] faulty(byte[] valid, Random random) {
        byte[] faulty = valid.clone();
        for (int faults = 1 + random.nextInt(4); faults > 0 && faulty.length > 0; faults--) {
            faulty[random.nextInt(faulty.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(faulty, random.nextInt(faulty.length + 1)) : faulty;
    }
}
