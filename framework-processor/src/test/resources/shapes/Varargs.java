package shapes;

import dev.muster.Parallel;
import java.util.List;

class Varargs {
    @Parallel
    int count(String... xs) {
        return xs.length;
    }

    @Parallel
    int sum(int first, int... rest) {
        return first;
    }

    @Parallel
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> List<T> safe(T... xs) {
        return List.of(xs);
    }

    @Parallel
    @SafeVarargs
    final <T> T several(int n, List<T>... xs) {
        return null;
    }

    @Parallel
    @SuppressWarnings("unchecked")
    <T> T risky(T... xs) {
        return null;
    }
}
