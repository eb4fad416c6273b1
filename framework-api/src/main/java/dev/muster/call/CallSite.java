package dev.muster.call;

import dev.muster.spec.MethodSpec;
import org.jspecify.annotations.Nullable;

/**
 * Where a call belongs: its method, the object that it is for, and whoever sees to it while it waits, runs and ends. Asked by the
 * call. Safe for use by many threads.
 *
 * <p>Calls begin at a {@link BoundMethod}; one that a child process has received belongs to a site where none begins.
 */
public interface CallSite {
    /** What the annotations say, with the effective values. */
    MethodSpec spec();

    /** The method, as its dispatcher declared it. */
    CallMethod method();

    /** The object that the calls are for, or null if the method is static. */
    @Nullable
    Object target();

    /**
     * The body of a call with custom policies: what they make of the method. In a child process, where the parent has applied
     * them, the method alone.
     */
    <R extends @Nullable Object> R around(PolicedCall<R> call) throws Throwable;

    /**
     * Waits until {@code call}, which was started here, is done or, if {@code untilEnded}, has ended; a worker helps or is
     * replaced while it waits.
     *
     * @param nanos the longest wait, or {@link Long#MAX_VALUE} for no limit
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    void await(Call<?> call, boolean untilEnded, long nanos) throws InterruptedException;

    /** A call that has not started was cancelled and may be dropped from the queues that it is in. */
    void dropped(Call<?> call);

    /** A call that no fan-out owns has failed; nobody may ever look. Called once at most for a call. */
    void unobserved(Call<?> call, Failure failure);

    /** Where {@code call} is, in words, for {@link dev.muster.Task#explain()}. */
    String explain(Call<?> call);
}
