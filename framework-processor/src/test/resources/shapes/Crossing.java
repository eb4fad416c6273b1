package shapes;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Future;

class Crossing {
    record Node(int value, Node left, Node right, List<Node> more) {}

    record Pair<A, B>(A first, B second) {}

    record Chain<E>(E head, Optional<Chain<E>> tail) {}

    record Empty() {}

    record Everything(
            boolean a,
            Byte b,
            char[] c,
            String[][] d,
            Pair<String, int[]>[] e,
            Map<DayOfWeek, Set<LocalDate>> f,
            EnumMap<DayOfWeek, Date> g,
            Shape h) {}

    enum Colour {
        RED,
        GREEN
    }

    sealed interface Shape extends Serializable permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    static class Box<T extends Serializable> implements Serializable {
        private static final long serialVersionUID = 1L;
        private Colour colour;
        private T content;
    }

    @Parallel(on = Workers.PROCESSES)
    void primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    @Parallel(on = Workers.PROCESSES)
    String boxes(Boolean a, Byte b, Short c, Character d, Integer e, Long f, Float g, Double h) {
        return "";
    }

    @Parallel(on = Workers.PROCESSES)
    int[] arrays(boolean[] a, byte[] b, short[] c, char[] d, int[] e, long[] f, float[] g, double[] h) {
        return e;
    }

    @Parallel(on = Workers.PROCESSES)
    String[][] deeper(int[][] a, String[] b, Colour[][][] c, List<String>[] d, Node[] e, Integer[] f) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    Optional<Instant> time(Duration a, ZonedDateTime b, DayOfWeek c, OptionalInt d) {
        return Optional.empty();
    }

    @Parallel(on = Workers.PROCESSES)
    BigInteger values(BigDecimal a, UUID b, URI c, File d, Date e) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    Collection<Node> collections(
            List<String> a,
            Set<Colour> b,
            Map<String, List<Map<Long, int[]>>> c,
            ArrayList<Node> d,
            LinkedHashMap<String, Optional<UUID>> e,
            HashMap<Integer, Colour> f,
            Deque<String> g,
            Map.Entry<String, Node> h,
            TreeMap<String, Colour> i) {
        return d;
    }

    @Parallel(on = Workers.PROCESSES)
    Chain<String> records(Node a, Pair<String, Pair<Integer, Colour>> b, Empty c, Everything d) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    Box<String> objects(Shape a, Circle b, Box<Colour> c, Exception d) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    <T extends Number, S extends Comparable<S> & Serializable> T variables(
            T a, List<T> b, T[] c, Map<String, List<T>> d, Pair<T, S> e, S f, List<List<? extends Number>> g) {
        return a;
    }

    @Parallel(on = Workers.PROCESSES)
    List<? extends Number> wildcards(List<? extends Number> a, Box<?> b, Map<String, ? extends List<?  extends T1>> c) {
        return null;
    }

    interface T1 extends Serializable {}

    /** Not serializable, but closed. */
    sealed interface Term permits Literal, Sum, Sign, Other {}

    record Literal(int value) implements Term {}

    record Sum(Term left, List<Term> right) implements Term {}

    enum Sign implements Term {
        PLUS,
        MINUS
    }

    sealed interface Other extends Term {}

    record Named(String name) implements Other {}

    static non-sealed class Own implements Other, Serializable {
        private static final long serialVersionUID = 1L;
    }

    sealed interface Outcome<T, E extends Exception> {}

    record Good<T, E extends Exception>(T value) implements Outcome<T, E> {}

    record Bad<F extends Exception, T>(F problem) implements Outcome<T, F> {}

    /** Some of what it permits cannot be told from its arguments, or cannot be seen; so it travels as an object. */
    sealed interface Odd<T> extends Serializable {}

    record OddInt(int value) implements Odd<Integer> {}

    private record OddSecret(int value) implements Odd<String> {}

    @Parallel(on = Workers.PROCESSES)
    Term families(Term a, List<Outcome<Term, IOException>> b, Outcome<String, ?>[] c, Odd<Integer> d, Map<Sign, Sum> e) {
        return a;
    }

    @Parallel(on = Workers.PROCESSES)
    Iterable<Path> paths(Path a, Path[] b, Map<Path, Iterable<String>> c) {
        return List.of();
    }

    @Parallel(on = Workers.PROCESSES)
    Void nothingButNull(Void a, List<Void> b) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    NavigableMap<String, Node> sorted(
            SortedSet<String> a,
            NavigableSet<Sign> b,
            TreeSet<List<Integer>> c,
            SortedMap<Integer, Set<Node>> d,
            TreeMap<Path, Node> e,
            PriorityQueue<Node> f,
            Queue<Node> g,
            ConcurrentSkipListMap<String, int[]> h,
            ConcurrentSkipListSet<Long> i) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    <T extends Serializable, C extends Comparable<C> & Serializable> T open(
            T a, C b, Serializable c, Number d, List<? extends Serializable> e, Box<?> f, Box<T> g) {
        return a;
    }

    @Parallel(on = Workers.PROCESSES)
    CompletionStage<Void> stage(int x) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    Future<List<String>> future(int x) {
        return null;
    }

    @Parallel(on = Workers.PROCESSES)
    static double[] fixed(double... xs) {
        return xs;
    }

    @Parallel(on = Workers.PROCESSES)
    static long halve(long x) {
        return x / 2;
    }

    @Parallel(on = Workers.PROCESSES)
    void names(String in, String out, String site, String target, String result) {}

    @Parallel(on = Workers.PROCESSES)
    void nothing() {}

    static class Generic<T extends Serializable> {
        @Parallel(on = Workers.PROCESSES)
        T one(T x) {
            return x;
        }

        @Parallel(on = Workers.PROCESSES)
        int number(int x) {
            return x;
        }

        @Parallel(on = Workers.PROCESSES)
        <U extends T> Map<T, U> several(List<T> x, U[] y) {
            return null;
        }

        @Parallel(on = Workers.PROCESSES)
        static <V extends Enum<V>> V constant(V x, int y) {
            return x;
        }
    }

    static class Sent implements Serializable {
        private static final long serialVersionUID = 1L;

        Sent(int x) {}

        @Parallel(on = Workers.PROCESSES)
        int one(int x) {
            return x;
        }
    }

    enum Constant {
        ONE;

        @Parallel(on = Workers.PROCESSES, workers = 2, pool = "small", name = "first")
        int one(int x) {
            return x;
        }
    }
}
