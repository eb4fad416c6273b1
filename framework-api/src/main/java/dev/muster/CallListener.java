package dev.muster;

/**
 * Hears of the calls of one {@link Muster}: for metrics and traces. All of its methods do nothing unless they are overridden.
 *
 * <p>They are called by many threads at once, on the thread that does what they tell of, without any of Muster's locks; so they
 * must be short. What they throw is logged. Of one call {@code submitted} comes first and {@code ended} last. With a listener every
 * call of a fan-out is an object of its own, which costs some of its speed.
 *
 * <p>Not told are blocking calls, which run on their caller's thread, and calls that bodies start in child processes.
 */
public interface CallListener {
    /** The call was started by its caller; it may have to wait. */
    default void submitted(Task<?> call) {}

    /** A worker is about to run the body. Once more if the worker died before it did so. */
    default void started(Task<?> call) {}

    /** The outcome is decided and the body, if it ever began, has ended; {@link Task#phase()} says how. Exactly once. */
    default void ended(Task<?> call) {}
}
