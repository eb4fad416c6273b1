package dev.muster.runtime.workers;

import dev.muster.call.Call;
import org.jspecify.annotations.Nullable;

/** A stint in which bodies run without calls, until somebody asks for one. */
@FunctionalInterface
public interface UnmadeCalls {
    /**
     * A call like the one that the body which {@code runner} runs now would have; null if it runs none at this moment. Asked by
     * the runner's thread, or by others as a hint.
     */
    @Nullable
    Call<?> make(LocalRunner runner);
}
