package dev.muster;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a fan-out: one call for each input, in flight together.
 *
 * <p>All methods may be called from any thread. The inputs were copied when the fan-out began; later changes to the
 * collection have no effect. By default ({@link FanOut#failFast()}) the first failure cancels the siblings.
 *
 * @param <R> the type of one result
 */
public interface Batch<R extends @Nullable Object> extends AutoCloseable {
    /** The number of calls. */
    int size();

    /**
     * Waits until all calls have ended and returns their results, in the order of the inputs. The list is unmodifiable and
     * may hold nulls where the method returned null.
     *
     * @throws BatchFailedException if a call failed: with the index and input of the first failure, its cause, and the other
     *     failures suppressed onto it. With {@link FanOut#failFast()} all siblings have ended by then.
     * @throws java.util.concurrent.CancellationException if the batch was cancelled
     * @throws JoinInterruptedException if this thread is interrupted while it waits; its interrupt status stays set and the
     *     batch goes on
     */
    List<R> join();

    /**
     * Waits until all calls have ended and returns how each did, in the order of the inputs; never throws for a failed call.
     *
     * @throws JoinInterruptedException if this thread is interrupted while it waits; its interrupt status stays set and the
     *     batch goes on
     */
    List<Outcome<R>> outcomes();

    /**
     * The results in the order of the inputs, each as soon as it and those before it are there. Reading on waits, and throws what
     * {@link #join()} does: for a failed or cancelled call when its turn comes, and for an interrupt. Closing the stream early
     * cancels what has not ended. The stream itself is for one thread, as streams are.
     */
    Stream<R> stream();

    /** As {@link #stream()}, in the order of completion. */
    Stream<R> unordered();

    /** How far the batch has come, at this moment. */
    Progress progress();

    /** Cancels every call that is not done, interrupting bodies that run. Returns at once. */
    void cancel();

    /**
     * Cancels every call that is not done and waits until all bodies have ended. Idempotent. An interrupt does not end the wait;
     * the interrupt status is set afterwards.
     */
    @Override
    void close();
}
