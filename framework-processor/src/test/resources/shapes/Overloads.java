package shapes;

import dev.muster.Parallel;
import java.util.concurrent.Callable;

class Overloads {
    @Parallel
    int size() {
        return 0;
    }

    @Parallel
    int size(int x) {
        return x;
    }

    @Parallel(name = "sizeOfText")
    int size(String x) {
        return 0;
    }

    @Parallel(name = "sizeOfBoth")
    int size(String x, int y) {
        return 0;
    }

    @Parallel
    @SuppressWarnings("overloads")
    void run() {}

    @Parallel(name = "runnable")
    @SuppressWarnings("overloads")
    void run(Runnable x) {}

    @Parallel(name = "callable")
    @SuppressWarnings("overloads")
    void run(Callable<?> x) {}

    @Parallel
    int named(java.util.Date x) {
        return 0;
    }

    @Parallel(name = "namedSql")
    int named(shapes.Overloads.Date x) {
        return 0;
    }

    static class Date {}
}
