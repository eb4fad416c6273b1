package dev.muster.call;

import org.jspecify.annotations.Nullable;

/**
 * Whoever holds resources for a call, and keeps its limits. Implemented by runtimes, told of the steps of the call's life by
 * the call, never by two threads at once for the same step. Its methods must not throw.
 */
public interface CallHolder {
    /**
     * Somebody is about to begin the call. False if that is too late: then the call has failed, unless it has begun elsewhere.
     */
    default boolean mayBegin(Call<?> call) {
        return true;
    }

    /** When the call must be over; null if it need not. */
    default @Nullable Deadline deadline() {
        return null;
    }

    /** Whether anything is held for the call at this moment: a hint. */
    boolean holdsAnything();

    /** The body is about to start, on this thread or in a child process. */
    void begun(Call<?> call);

    /** Which run of the body comes next or runs: 1 for the first. */
    int attempt();

    /**
     * The body has failed. Whether the call is to be run again; if so, has given back what it holds. May be asked again about
     * the same end.
     */
    boolean repeats(Call<?> call, Failure how);

    /** The call waits again, after {@link #repeats}; takes it to its next run. */
    void repeat(Call<?> call);

    /**
     * The body has ended. Gives back what is held and says so to whom it may concern; after a success, may keep the call from
     * being done until others have come so far.
     *
     * @param how how the body failed, or null if it succeeded
     * @return whether the call is over; if not, {@link Call#left} is called once, on any thread, unless {@link #leaves} says
     *     that it will not be
     */
    boolean leaving(Call<?> call, @Nullable Failure how);

    /** A call that is not over after {@link #leaving} is cancelled. Whether it no longer waits, so that {@code left} is not called. */
    boolean leaves(Call<?> call);

    /** The call has ended, whether or not its body ever ran. Gives back what is still held; may be called again. */
    void ended(Call<?> call);
}
