package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import dev.muster.wire.ByCodec;
import dev.muster.wire.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Methods that give back what they are given, of all sorts of types. */
@ByCodec(Carried.Label.class)
class Carried {
    record Tree(int number, @Nullable Tree left, @Nullable Tree right) {}

    sealed interface Term permits Literal, Sum {}

    record Literal(int value) implements Term {}

    record Sum(Term left, Term right) implements Term {}

    record Point(int x, int y) implements Serializable, Comparable<Point> {
        @Override
        public int compareTo(Point other) {
            return Integer.compare(x, other.x);
        }
    }

    /** Neither a record nor serializable. */
    static final class Label {
        final String text;

        Label(String text) {
            this.text = text;
        }
    }

    /** Carries labels. */
    public static final class LabelCodec implements Codec {
        /** For child processes. */
        public LabelCodec() {}

        @Override
        public boolean accepts(Class<?> type) {
            return type == Label.class;
        }

        @Override
        public void write(Object value, Class<?> type, OutputStream out) throws IOException {
            out.write(((Label) value).text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Object read(Class<?> type, InputStream in) throws IOException {
            return new Label(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Parallel(on = Workers.PROCESSES)
    Tree tree(Tree tree) {
        return tree;
    }

    @Parallel(on = Workers.PROCESSES)
    Path path(Path path) {
        return path;
    }

    @Parallel(on = Workers.PROCESSES)
    SortedMap<String, Tree> sorted(SortedMap<String, Tree> map) {
        return map;
    }

    @Parallel(on = Workers.PROCESSES)
    Term term(Term term) {
        return term;
    }

    @Parallel(on = Workers.PROCESSES)
    <T extends Serializable> T any(T value) {
        return value;
    }

    @Parallel(on = Workers.PROCESSES)
    <T extends Comparable<T> & Serializable> T larger(T a, T b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    @Parallel(on = Workers.PROCESSES)
    Label label(Label label) {
        return label;
    }
}
