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

    /** Takes back calls that {@link #next()} gave and that have not begun; they are given again before others. */
    void putBack(Iterable<? extends Call<?>> calls);

    /** The pool cannot run this work: every call that it still holds fails with {@code reason}. */
    void refuse(MusterException reason);
}
