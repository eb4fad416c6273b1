package dev.muster.call;

/** Who is told, exactly once, that a call has ended: such as a fan-out. */
public interface CallOwner {
    /**
     * The outcome of {@code call} is decided and its body, if it ever started, has ended. Runs on the thread that ended it,
     * before anybody is told by {@link dev.muster.Task#awaitEnd()}; must not throw or block.
     */
    void ended(Call<?> call);

    /** Whether all calls of this owner are cancelled; their bodies ought to leave. */
    default boolean isCancelled() {
        return false;
    }
}
