package shapes;

import dev.muster.At;
import dev.muster.AwaitCondition;
import dev.muster.AwaitEvent;
import dev.muster.Barrier;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Mode;
import dev.muster.Permits;
import dev.muster.Scope;
import dev.muster.Timeout;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Methods that block their callers, of every shape. */
public class Blocking<T extends Comparable<T>> {
    public interface Door {
        @Guarded("door")
        default void open() {}

        @Permits(3)
        int enter(String who) throws InterruptedException;

        @Guarded("door")
        static void slam() {}

        @Guarded("door")
        @AwaitCondition("isOpen")
        void close();

        boolean isOpen();
    }

    public record Room(int number) {
        @Guarded("room")
        public int look() {
            return number;
        }
    }

    enum Light {
        ON,
        OFF;

        @Guarded("light")
        Light next() {
            return this == ON ? OFF : ON;
        }
    }

    @Guarded("one")
    public T value(T x) {
        return x;
    }

    @Guarded("one")
    protected <U extends T, V extends Map<? super U, T[]>> List<? extends V> generic(U x, List<V> y, T[] z) {
        return y;
    }

    @Guarded("one")
    <X extends Exception> void throwing(Class<X> type) throws X, IOException {}

    @FireEvent("thrown")
    <X extends Exception> String firing(Class<X> type) throws X, IOException {
        return "";
    }

    @FireEvent("raw")
    void raw() throws Throwable {}

    @Guarded("one")
    static long statically(long x) {
        return x;
    }

    @FireEvent("statically")
    static <Y> Y firingStatically(Y y) {
        return y;
    }

    @Guarded("one")
    int varargs(String format, Object... arguments) {
        return arguments.length;
    }

    @SafeVarargs
    @FireEvent("safe")
    final int safe(List<String>... lists) {
        return lists.length;
    }

    @Permits(2)
    @SuppressWarnings("unchecked")
    int unsafe(List<String>... lists) {
        return lists.length;
    }

    @Deprecated
    @Guarded("one")
    void old() {}

    @Guarded({"one", "two"})
    @Guarded(value = "three", mode = Mode.SHARED)
    @Guarded(value = "own", scope = Scope.INSTANCE)
    @Permits(value = 5, of = "five", take = 3, scope = Scope.INSTANCE)
    @Permits(value = 6, of = "six")
    @Permits(7)
    @AwaitEvent("thrown")
    @AwaitEvent("safe")
    @FireEvent("all")
    @FireEvent("everything")
    @Barrier(value = "three_at_once", parties = 3)
    @Timeout(waiting = "1h")
    @AwaitCondition("isReady")
    boolean everything(int x) {
        return false;
    }

    @Barrier(value = "exit", parties = 2, at = At.EXIT)
    void exit() {}

    @Guarded("one")
    @AwaitCondition("isReady")
    void ready() {}

    @Guarded("one")
    @AwaitCondition("isStatic")
    static void staticCondition() {}

    @Guarded("one")
    @AwaitCondition("runtime")
    void conditionNamedAsALocal() {}

    @Guarded("one")
    @AwaitCondition("oldCondition")
    void deprecatedCondition() {}

    @Timeout(waiting = "10ms")
    void limitAlone() {}

    boolean isReady() {
        return true;
    }

    boolean isReady(int x) {
        return false;
    }

    static boolean isStatic() {
        return true;
    }

    boolean runtime() {
        return true;
    }

    @Deprecated(forRemoval = true)
    boolean oldCondition() {
        return true;
    }
}
