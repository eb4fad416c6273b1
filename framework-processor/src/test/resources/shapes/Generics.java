package shapes;

import dev.muster.Parallel;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

class Generics<T extends Comparable<T>, U> {
    @Parallel
    T one(T x) {
        return x;
    }

    @Parallel
    U several(T a, Map<? super T, ? extends List<U>> b) {
        return null;
    }

    @Parallel
    <V extends Number & Comparable<V>> V bounded(Collection<? extends V> values) {
        return null;
    }

    @Parallel
    <T> T hiding(T x) {
        return x;
    }

    @Parallel
    <T, X extends U, E extends Exception> List<T> mapping(List<X> list, Function<? super X, ? extends T> f) throws E {
        return List.of();
    }

    @Parallel
    static <A extends Serializable, B extends A> A pick(A a, B b) {
        return b;
    }

    @Parallel
    static <K extends Comparable<? super K>> List<K> sort(List<K> list) {
        return list;
    }

    @Parallel
    U none() {
        return null;
    }

    @Parallel
    <S extends Comparable<S>> int array(int x) {
        return x;
    }

    @Parallel
    Comparator<T>[] order(T[] values, List<U>[] lists) {
        return null;
    }

    static class Derived<W> extends Generics<String, W> {
        @Override
        @Parallel
        W several(String a, Map<? super String, ? extends List<W>> b) {
            return null;
        }
    }

    class Inner<I extends T> {
        @Parallel
        I inner(I x, T y, U z) {
            return x;
        }

        @Parallel
        Inner<I> self(Inner<I> other) {
            return other;
        }
    }

    static class Intersection<T extends Comparable<T> & Serializable, U> {
        @Parallel
        Intersection<? extends T, ?> self(Intersection<? extends T, ?> other) {
            return other;
        }
    }
}
