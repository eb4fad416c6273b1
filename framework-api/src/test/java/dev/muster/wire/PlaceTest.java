package dev.muster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Places in what is written or read: to come back to, and to go on from. */
class PlaceTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void goesOnBehindWhatCannotBeRead() throws IOException {
        int length = random.nextInt(200_000);
        Frame frame = Frame.of(out -> {
            out.putInt(1);
            out.putBytes(new byte[length]);
            out.putInt(2);
        });
        WireReader in = frame.reader(random);
        assertThat(in.getInt()).isEqualTo(1);
        assertThat(in.consumed()).isEqualTo(4);
        in.skipTo(8 + length);
        assertThat(in.getInt()).as("seed %d", seed).isEqualTo(2);
        assertThat(in.consumed()).isEqualTo(12 + length);
        assertThat(in.atEnd()).isTrue();
        assertThatThrownBy(() -> in.skipTo(13 + length)).isInstanceOf(EOFException.class);
    }

    @Test
    void countsWhatGoesPastTheBuffer() throws IOException {
        WireReader in = Frame.of(out -> out.putBytes(new byte[300_000])).reader(random);
        assertThat(in.getBytes()).as("seed %d", seed).hasSize(300_000);
        assertThat(in.consumed()).isEqualTo(300_004);
    }

    @Test
    void takesBackWhatWasWrittenLast() throws IOException {
        WireReader in = Frame.of(out -> {
                    out.putInt(0);
                    int place = out.buffered();
                    out.putString("never mind");
                    out.rewind(place);
                    out.putInt(2);
                    out.putInt(0, 1);
                })
                .reader(random);
        assertThat(in.getInt()).isEqualTo(1);
        assertThat(in.getInt()).isEqualTo(2);
        assertThat(in.atEnd()).isTrue();
    }
}
