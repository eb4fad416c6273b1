package dev.muster.policy;

import dev.muster.Muster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call, as an {@link AroundPolicy} sees it. For the thread that {@link AroundPolicy#around} was called on, except
 * where {@link CallInfo} says more.
 *
 * @param <R> the type of the result, boxed. For a parallel method that returns a {@link java.util.concurrent.CompletionStage} or
 *     {@link java.util.concurrent.Future} it is the type of its value: {@link #proceed()} waits until the stage is complete
 */
public interface PolicyCall<R extends @Nullable Object> extends CallInfo {
    /**
     * Goes on to the next policy, and at last to the body; returns when the body has ended. For child processes the thread waits
     * meanwhile.
     *
     * @return the result of the body, or what a policy inside has made of it
     * @throws Exception what the body or a policy inside throws, as it is; {@link dev.muster.WorkerCrashedException} if the child
     *     process died, and {@link dev.muster.Idempotent} does not let the call be run again; {@link InterruptedException} if the
     *     call is cancelled or out of time while it waits for a child process or a stage
     * @throws IllegalStateException if this policy has called it before in this try. To run the body anew use {@link #again}
     */
    R proceed() throws Exception;

    /**
     * Ends this try, so that the call is tried anew: everything that the call holds is given back, its worker is free, and after
     * the delay the call is admitted again, behind the calls that wait already, with {@link #attempt()} one higher. Waiting for
     * the next try occupies no worker; a blocking method's caller waits on its own thread. The {@linkplain #deadline() deadline} spans
     * all tries.
     *
     * <pre>{@code
     * try {
     *     return call.proceed();
     * } catch (IOException failure) {
     *     if (call.attempt() == 3) {
     *         throw failure;
     *     }
     *     return call.again(Duration.ofMillis(100), failure);
     * }
     * }</pre>
     *
     * <p>Never returns: it throws an {@link Error} that passes through the policies outside this one, whose finally blocks
     * run, and that the runtime catches. A policy that catches it and returns or throws something else decides the outcome, and
     * the call is not tried anew.
     *
     * @param after how long to wait before the next try; zero for none
     * @param reason why this try did not do, for messages: if the call is closed, cancelled or out of time before the next
     *     try, that is its failure's suppressed exception
     * @return nothing; the type lets a policy say {@code return call.again(…)}
     * @throws IllegalArgumentException if {@code after} is negative
     */
    R again(Duration after, Throwable reason);

    /**
     * What {@link AroundPolicy#starting()} of this policy returned when the call was started.
     *
     * @throws RuntimeException what that threw, if it did
     */
    @Nullable
    Object started();

    /** When the call's run limit strikes, if it has one. */
    Optional<Instant> deadline();

    /** The runtime of the call: its handles of locks, permits, events and barriers, to use and release within this policy. */
    Muster muster();
}
