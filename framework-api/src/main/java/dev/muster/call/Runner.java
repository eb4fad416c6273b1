package dev.muster.call;

import dev.muster.WorkerInfo;
import org.jspecify.annotations.Nullable;

/** Whoever runs the body of a call: a thread, or the parent's side of a child process. Safe for use by many threads. */
public interface Runner {
    /** The worker, for {@link dev.muster.Task#worker()}. */
    WorkerInfo info();

    /**
     * Interrupts the body of {@code call}. Called at most once for a call, by the thread that cancelled it, while the body is
     * running and before it is told that it has ended; must not block.
     */
    void interrupt(Call<?> call);

    /** What the body of {@code running} waits for, in words, as far as the runner knows; null if it does not wait. A hint. */
    default @Nullable String waitsFor(Call<?> running) {
        return null;
    }
}
