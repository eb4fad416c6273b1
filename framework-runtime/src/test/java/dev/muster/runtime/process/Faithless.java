package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;

/** Methods whose bodies are functions of {@code src/test/python/faithless.py}. */
@SuppressWarnings("unused") // what Java does not use, Python does
class Faithless {
    private static UnsupportedOperationException elsewhere() {
        return new UnsupportedOperationException("a Java child has run what only the foreign one can");
    }

    /** Breaks the contract and never answers. */
    @Parallel(on = Workers.PROCESSES)
    void commit(String fault) {
        throw elsewhere();
    }

    /** Breaks the contract when it has answered, and rings. */
    @Parallel(on = Workers.PROCESSES)
    void later(String fault) {
        throw elsewhere();
    }

    /** Gives an array that claims to have {@code length} bytes. */
    @Parallel(on = Workers.PROCESSES)
    byte[] large(int length) {
        throw elsewhere();
    }

    /** Writes so much garbage into the control connection. */
    @Parallel(on = Workers.PROCESSES)
    int noise(int length) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    int square(int x) {
        throw elsewhere();
    }

    @Parallel(on = Workers.PROCESSES)
    long pid() {
        throw elsewhere();
    }
}
