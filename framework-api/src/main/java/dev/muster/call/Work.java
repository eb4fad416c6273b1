package dev.muster.call;

import dev.muster.MusterException;
import org.jspecify.annotations.Nullable;

/**
 * What a pool hands to one of its workers: a source of queued calls, which the worker asks until it is empty. A single call
 * is a source of itself.
 */
public interface Work {
    /** What it is, for messages. */
    String name();

    /**
     * The next call, queued and not begun, or null if there is none any more. Called by one worker at a time. A single call
     * gives itself until it has begun. A call that was cancelled meanwhile refuses to {@linkplain Call#begin begin}.
     */
    @Nullable
    Call<?> next();

    /**
     * The next calls, of one method and not made, for a worker that needs none as long as nobody asks; null if there are none like
     * that, though {@link #next()} may give some. Called by one worker at a time.
     *
     * @param most how many at most
     */
    default @Nullable CallRun nextRun(int most) {
        return null;
    }

    /** Whether somebody who holds something may wait for these calls: a hint, for a pool whose workers all wait. */
    default boolean isForHolder() {
        return false;
    }

    /** Takes back calls that {@link #next()} gave and that have not begun; they are given again before others. */
    void putBack(Iterable<? extends Call<?>> calls);

    /** The pool cannot run this work: every call that it still holds fails with {@code reason}. */
    void refuse(MusterException reason);
}
