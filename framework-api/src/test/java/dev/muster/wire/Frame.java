package dev.muster.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What crossed: written by one test, read by another, piece by piece. */
final class Frame {
    final byte[] bytes;

    Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    interface Content {
        void write(WireWriter out) throws IOException;
    }

    static Frame of(Content content) throws IOException {
        return of(List.of(), content);
    }

    static Frame of(List<Codec> codecs, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WireWriter out = new WireWriter(bytes::write, codecs);
        content.write(out);
        out.flush();
        return new Frame(bytes.toByteArray());
    }

    static <T> Frame of(WireFormat<T> format, @Nullable T value) throws IOException {
        return of(out -> format.write(out, value));
    }

    WireReader reader() {
        return reader(List.of(), Frame.class.getClassLoader());
    }

    WireReader reader(List<Codec> codecs, @Nullable ClassLoader loader) {
        return new WireReader(new Pieces(bytes, bytes.length), codecs, loader);
    }

    /** A reader to which the bytes come in pieces of random sizes. */
    WireReader reader(Random random) {
        int largest = random.nextBoolean() ? 10 : 100_000;
        return new WireReader(new Pieces(bytes, 1 + random.nextInt(largest)), List.of(), Frame.class.getClassLoader());
    }

    private static final class Pieces implements WireReader.Source {
        private final byte[] bytes;
        private final int piece;
        private int position;

        Pieces(byte[] bytes, int piece) {
            this.bytes = bytes;
            this.piece = piece;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (position == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(length, piece), bytes.length - position);
            System.arraycopy(bytes, position, into, offset, count);
            position += count;
            return count;
        }
    }
}
