package dev.muster.runtime.admission;

import dev.muster.MusterException;

/** What an owner can be blocked on: a {@link Request} or a {@link Join}. */
public sealed interface Wait permits Request, Join {
    /** When the wait began, as {@link System#nanoTime()}. */
    long since();

    /**
     * Ends the wait with a failure, unless it is over.
     *
     * @return whether it was still going on
     */
    boolean giveUp(MusterException reason);
}
