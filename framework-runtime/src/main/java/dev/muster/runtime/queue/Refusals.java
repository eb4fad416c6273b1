package dev.muster.runtime.queue;

import dev.muster.RefusedException;
import dev.muster.WorkerStartException;
import dev.muster.call.Work;
import dev.muster.spi.WorkerPool;
import org.jspecify.annotations.Nullable;

/** Why a pool does not run work that it was handed, in words. */
public final class Refusals {
    private Refusals() {}

    /** Too many wait already. */
    public static RefusedException full(Work work, WorkerPool pool, int queueLimit) {
        return new RefusedException(work.name() + " is refused: the queue of pool '" + pool.name() + "' is full: "
                + queueLimit + " calls wait for its " + pool.size() + " workers. Start fewer at a time (mAll and"
                + " mStream keep a window), or raise Muster.builder().queueLimit(…).");
    }

    /** The pool takes nothing more; {@code cause} is how it has said so, if it threw. */
    public static RefusedException ended(Work work, WorkerPool pool, @Nullable Throwable cause) {
        return new RefusedException(
                work.name() + " is refused: pool '" + pool.name() + "' has ended, because its Muster was closed",
                cause);
    }

    /** It was queued when the pool was closed. */
    public static RefusedException closedBeforeStart(Work work) {
        return new RefusedException(work.name() + " is refused: its Muster was closed before it started");
    }

    /** Nobody else runs it either. */
    public static WorkerStartException noThread(Work work, WorkerPool pool, Throwable failure) {
        return new WorkerStartException(
                work.name() + ": no thread could be started in pool '" + pool.name() + "': " + failure
                        + ". Allow the process more threads or memory, or give the pool fewer workers.",
                failure);
    }
}
