package dev.muster.policies;

import dev.muster.WorkerCrashedException;
import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tries failed calls again; see {@link Retry}. Immutable. */
public final class RetryPolicy implements AroundPolicy {
    private final int attempts;
    private final IntervalFunction delays;
    private final Predicate<Throwable> retried;

    /**
     * As {@link Retry} says it.
     *
     * @throws IllegalArgumentException if a value is out of its bounds; the message names it
     */
    public RetryPolicy(
            int attempts,
            String delay,
            double factor,
            String maxDelay,
            double jitter,
            Class<?>[] on,
            Class<?>[] notOn) {
        this(attempts, delays(delay, factor, maxDelay, jitter), Failures.of(on, notOn));
    }

    /**
     * With delays and failures of one's own.
     *
     * @param attempts how often a call is tried at most
     * @param delays the delay in milliseconds after each try, by its number
     * @param retried the failures after which it is tried again
     * @throws IllegalArgumentException if {@code attempts} is below 1
     */
    public RetryPolicy(int attempts, IntervalFunction delays, Predicate<Throwable> retried) {
        this.attempts = new Members(Retry.class).atLeast(1, "attempts", attempts);
        this.delays = delays;
        this.retried = retried;
    }

    private static IntervalFunction delays(String delay, double factor, String maxDelay, double jitter) {
        Members members = new Members(Retry.class);
        long first = members.millis("delay", delay);
        long longest = members.millis("maxDelay", maxDelay);
        members.check(Double.isFinite(factor) && factor >= 1, "factor", factor, "needs 1.0 or more");
        double chance = members.within(0, 1, "jitter", jitter);
        members.check(
                first <= longest,
                "delay",
                Members.quoted(delay),
                "is longer than maxDelay = " + Members.quoted(maxDelay));
        return first == 0 ? any -> 0L : IntervalFunction.ofExponentialRandomBackoff(first, factor, chance, longest);
    }

    @Override
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        try {
            return call.proceed();
        } catch (Throwable failure) {
            if (isLast(call, failure)) {
                throw failure;
            }
            return call.again(Duration.ofMillis(delays.apply(call.attempt())), failure);
        }
    }

    private boolean isLast(PolicyCall<?> call, Throwable failure) {
        return Failures.isNone(call, failure)
                || call.attempt() >= attempts
                || failure instanceof WorkerCrashedException
                || !retried.test(failure);
    }
}
