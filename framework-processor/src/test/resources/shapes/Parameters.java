package shapes;

import dev.muster.Parallel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

class Parameters {
    @Parallel
    void nothing() {}

    @Parallel
    String noParameter() {
        return "";
    }

    @Parallel
    String[] one(String x) {
        return new String[] {x};
    }

    @Parallel
    long several(byte a, short b, char c, int d, long e, float f, double g, boolean h, Object i, int[][] j) {
        return a;
    }

    @Parallel
    int checked(String file) throws IOException, TimeoutException {
        return 0;
    }

    @Parallel
    protected List<? extends Number> wildcards(List<? super Integer> a, List<?> b) {
        return List.of();
    }

    @Parallel
    void consume(int x) {}

    @Parallel
    static int twice(int x) {
        return 2 * x;
    }

    @Parallel
    boolean isEven(long x) {
        return x % 2 == 0;
    }

    @Parallel
    char letter(byte x) {
        return 'a';
    }
}
