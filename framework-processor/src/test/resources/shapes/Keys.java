package shapes;

import dev.muster.At;
import dev.muster.AwaitCondition;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Mode;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Keys of every type, one and several, on every kind of resource. */
class Keys<T> {
    record Id(String area, long number) {}

    record Node(String name, Node next) {}

    record Bytes(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes it && java.util.Arrays.equals(bytes, it.bytes);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(bytes);
        }
    }

    static class Named {
        @Override
        public boolean equals(Object other) {
            return other instanceof Named;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static class SubNamed extends Named {}

    abstract static class Shape {}

    @Parallel
    @Guarded("a")
    int primitive(@Key int x) {
        return x;
    }

    @Parallel(on = Workers.PROCESSES)
    @Guarded("a")
    double remote(@Key double x) {
        return x;
    }

    @Parallel(on = Workers.CORES)
    @Guarded("a")
    static long statically(@Key long x) {
        return x;
    }

    @Parallel
    @Guarded("a")
    @Permits(value = 3, of = "b")
    void several(@Key("a") int x, String y, @Key("a") @Key("b") long z, @Key("b") boolean w, char v) {}

    @Parallel
    @Guarded("a")
    <U extends T> U generic(@Key T x, @Key U y, @Key List<? extends U> z) {
        return y;
    }

    @Parallel
    @Guarded("a")
    CompletableFuture<String> promise(@Key byte x, @Key short y, @Key char z, @Key float w) {
        return null;
    }

    @Parallel
    @Permits(2)
    void names(@Key int index, @Key int result, @Key String site, @Key String target) {}

    @Parallel
    @Guarded("a")
    void key(@Key int key) {}

    @Guarded("a")
    void values(
            @Key String a,
            @Key Integer b,
            @Key DayOfWeek c,
            @Key Id d,
            @Key Instant e,
            @Key UUID f,
            @Key BigInteger g,
            @Key BigDecimal h) {}

    @Guarded("a")
    void more(
            @Key List<String> a,
            @Key Set<Id> b,
            @Key Map<String, List<Integer>> c,
            @Key Optional<Node> d,
            @Key Path e,
            @Key Class<?> f,
            @Key Comparable<?> g) {}

    @Guarded("a")
    void objects(
            @Key Object a, @Key T b, @Key Named c, @Key SubNamed d, @Key Bytes e, @Key Shape f, @Key Enum<?> g) {}

    @Guarded("a")
    void locals(@Key int hold, @Key int result, @Key int thrown, @Key int target, int locals) {}

    @FireEvent("done")
    int told(@Key int hold, @Key int result, @Key int thrown, @Key int target, int told) {
        return hold;
    }

    @AwaitEvent("done")
    @FireEvent("more")
    void events(@Key("done") int x, @Key("more") int y) {}

    @Parallel
    @Barrier(value = "meet", parties = 2)
    void barrier(@Key String place) {}

    @Guarded("b1")
    int hold(int x) {
        return x;
    }

    @FireEvent("b2")
    int result(@Key Object x) {
        return 1;
    }

    @Parallel(name = "all", on = Workers.PROCESSES, workers = 2)
    @Guarded({"c", "d"})
    @Guarded(value = "e", mode = Mode.SHARED)
    @Permits(value = 5, of = "f", take = 2)
    @AwaitEvent("told")
    @FireEvent("ok")
    @Barrier(value = "end", parties = 3, at = At.EXIT)
    @AwaitCondition("isReady")
    @Timeout(value = "2s", waiting = "1m30s")
    void everything(@Key("c") @Key("ok") int x, String y, @Key("c") @Key("e") long z) {}

    static boolean isReady() {
        return true;
    }

    @FireEvent("told")
    void tell() {}

    @Guarded("a")
    void varargs(@Key String x, String... more) {}
}
