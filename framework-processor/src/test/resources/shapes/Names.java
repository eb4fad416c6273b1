package shapes;

import dev.muster.Parallel;

/** Parameters and methods with the names that generated code likes to use. */
class Names {
    @Parallel
    int target(int target) {
        return target;
    }

    @Parallel
    int site(int site, int result, int in, int out) {
        return result;
    }

    @Parallel
    String inputs(String inputs) {
        return inputs;
    }

    @Parallel
    String options(String options) {
        return options;
    }

    @Parallel
    int call(int call, int hashCode, int toString) {
        return call;
    }

    @Parallel
    long muster(long muster) {
        return muster;
    }

    @Parallel
    int runtime(int i) {
        return i;
    }

    @Parallel
    int times() {
        return 0;
    }

    @Parallel
    int from(int from) {
        return from;
    }

    @Parallel
    String notify(String whom) {
        return whom;
    }

    @Parallel(name = "waitForIt")
    void wait(String what) {}

    @Parallel(name = "text")
    @Override
    public String toString() {
        return "";
    }

    @Parallel
    int square(int x) {
        return x;
    }

    @Parallel
    int squareAll(String x) {
        return 0;
    }

    @Parallel
    int Square(int x) {
        return x;
    }

    @Parallel
    int $dollar_1(int $) {
        return $;
    }
}
