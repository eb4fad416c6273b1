package dev.muster.runtime.workers;

import org.jspecify.annotations.Nullable;

/** A thread with a field for its {@link LocalRunner}, which is found faster there than in a {@link ThreadLocal}. */
sealed interface Carrier permits PlatformThread, CorePool.CoreThread {
    /** The runner, or null before the first and after the last work. */
    @Nullable
    LocalRunner runner();

    /** Called on the thread itself. */
    void runner(@Nullable LocalRunner runner);
}
