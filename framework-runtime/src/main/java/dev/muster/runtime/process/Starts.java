package dev.muster.runtime.process;

import dev.muster.WorkerStartException;
import org.jspecify.annotations.Nullable;

/**
 * How the starts of a pool's children have gone lately. After one that failed there is a pause, longer each time, before the next
 * is tried; after several in a row no child can be started, it seems, until one is. Guarded by the pool's lock.
 */
final class Starts {
    private static final long FIRST_PAUSE_NANOS = 100_000_000;
    private static final int LONGEST_PAUSE = 6; // doublings

    /** After so many failures in a row no child can be started; fewer may be the doing of somebody who kills. */
    private static final int HOPELESS = 3;

    /** After so many, where one could be started before: then it is not for the command that they fail. */
    private static final int HOPELESS_AGAIN = 6;

    private int failedInARow;
    private boolean hasSucceeded; // ever
    private long noneBefore;
    private @Nullable WorkerStartException lastFailure;

    void succeeded() {
        failedInARow = 0;
        hasSucceeded = true;
    }

    void failed(WorkerStartException failure) {
        lastFailure = failure;
        noneBefore = System.nanoTime() + (FIRST_PAUSE_NANOS << Math.min(failedInARow, LONGEST_PAUSE));
        failedInARow++;
    }

    /** For how long none is to be tried; zero if one may be now. */
    long pauseNanos() {
        return failedInARow == 0 ? 0 : Math.max(0, noneBefore - System.nanoTime());
    }

    /** Why no child can be started, if it seems so. */
    @Nullable
    WorkerStartException hopeless() {
        return failedInARow >= (hasSucceeded ? HOPELESS_AGAIN : HOPELESS) ? lastFailure : null;
    }
}
