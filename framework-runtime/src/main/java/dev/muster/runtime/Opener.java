package dev.muster.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose class loader a runtime and its pools work with: that of whoever opened the runtime. Pools are made later, on the threads of
 * others, which may be of other applications in the same process. Immutable.
 */
record Opener(@Nullable ClassLoader loader) {
    /** This thread. */
    static Opener current() {
        return new Opener(Thread.currentThread().getContextClassLoader());
    }

    /** Has something made as if the opener's thread did it. */
    <T> T makes(Supplier<T> maker) {
        Thread thread = Thread.currentThread();
        ClassLoader its = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return maker.get();
        } finally {
            thread.setContextClassLoader(its);
        }
    }
}
