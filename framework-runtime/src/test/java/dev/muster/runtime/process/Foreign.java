package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.List;

/** Methods whose bodies are functions of {@code src/test/python/child.py}. */
@SuppressWarnings("unused") // what Java does not use, Python does
class Foreign {
    private static UnsupportedOperationException elsewhere() {
        return new UnsupportedOperationException("a Java child has run what only the foreign one can");
    }

    @Parallel(on = Workers.PROCESSES)
    int square(int x) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    long sum(List<Integer> numbers) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    byte[] echo(byte[] content) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    String greet(String name) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    void fail(String message) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    void exit(int code) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    long sleep(String startedFile, long millis) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    long locked(String startedFile, String gate) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    void print(String text) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    long pid() {
        throw elsewhere();
    }

    /** No function of the child's. */
    @Parallel(on = Workers.PROCESSES)
    int missing(int x) {
        throw elsewhere();
    }
}
