package dev.muster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The handle of one call that runs on a worker.
 *
 * <p>Every task ends in exactly one of: a result, the exception of its body, or one of the {@link MusterException}s.
 * All methods may be called from any thread. What happened in the body happens-before a return from {@link #join()} or
 * {@link #get()}.
 *
 * @param <R> the type of the result; {@link Void} for a method without one
 */
public interface Task<R extends @Nullable Object> extends Future<R> {
    /**
     * The name of the call, such as {@code square-1}: unique in its {@link Muster}, numbered from 1 for each method, rising for those
     * that one thread starts. Where bodies on cores start calls, some numbers may be left out.
     */
    String name();

    /** How far the call has come, at this moment. */
    TaskPhase phase();

    /**
     * Waits until the call is done and returns its result.
     *
     * <p>Called from the body of another call, the waiting worker runs this call itself if it is a descendant that has not
     * started, and is otherwise replaced while it waits: a pool of one worker is never starved by its own joins.
     *
     * @return the result; null only where the method returned null, or is {@code void}
     * @throws CallFailedException if the body threw; the cause is what it threw
     * @throws MusterException if the call ended otherwise, such as {@link RefusedException} or {@link
     *     WorkerCrashedException}
     * @throws CancellationException if the call was cancelled
     * @throws JoinInterruptedException if this thread is interrupted while it waits; its interrupt status stays set and the
     *     call goes on
     */
    R join();

    /**
     * Waits until the call is done and returns its result.
     *
     * @throws ExecutionException if the call failed; the cause is what the body threw, or the {@link MusterException} that
     *     ended the call
     * @throws CancellationException if the call was cancelled
     * @throws InterruptedException if this thread is interrupted while it waits; the call goes on
     */
    @Override
    R get() throws InterruptedException, ExecutionException;

    /**
     * As {@link #get()}, but waits for a limited time. A limit of zero or less does not wait. The call goes on after the
     * limit.
     *
     * @throws TimeoutException if the call is not done within the limit
     */
    @Override
    R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * Cancels the call unless it is done. A call that has not started never runs. A body that is running is interrupted if
     * {@code interrupt} is true, and otherwise left alone; either way {@link #join()} ends now, while the worker and the
     * resources of the call stay taken until the body has really ended.
     *
     * @return whether this call of the method cancelled it
     */
    @Override
    boolean cancel(boolean interrupt);

    /**
     * Waits until the body has really ended: after a cancellation that may be later than {@link #isDone()}. A body that waits
     * so for another call helps, or is replaced, as in {@link #join()}.
     *
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    void awaitEnd() throws InterruptedException;

    /**
     * As {@link #awaitEnd()}, for at most the given time.
     *
     * @return whether the body has ended
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    boolean awaitEnd(Duration limit) throws InterruptedException;

    /** The worker of the call, once it has started running; empty before, and for a call that never ran. */
    Optional<WorkerInfo> worker();

    /**
     * A new future that is completed when this task is: with the result, with what {@link #get()} gives as cause, or by
     * cancellation. Cancelling the returned future does not cancel the task. Dependents run on the thread that ends the call
     * unless an {@code Async} form is used, and should be short.
     *
     * <p>A body that waits for the returned future, rather than for this task, neither runs the call itself nor is replaced on
     * {@link Workers#THREADS}: in a pool of one worker it must not wait so for a queued call of that pool. {@link #join()} and
     * {@link #get()} are safe there, and so is returning a stage that depends on the future.
     */
    CompletableFuture<R> toCompletableFuture();

    /** Why the call is where it is, in words: what it waits for, or where it runs, or how it ended. */
    String explain();
}
