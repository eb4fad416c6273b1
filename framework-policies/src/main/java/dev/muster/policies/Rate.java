package dev.muster.policies;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rate of one key, and the calls that wait for it, by name. For one thread at a time.
 *
 * <p>Calls that wait are asked for in the order of their arrival; a call that comes while others wait goes behind them.
 */
final class Rate {
    /** Resilience4j's clock may be a little behind the one that wakes us. */
    private static final long LEAST_NANOS = 100_000;

    private final String name;
    private final AtomicRateLimiter limiter;
    private final Set<String> waiting = new HashSet<>();

    Rate(String name, RateLimiterConfig config, Supplier<Long> nanoClock) {
        this.name = name;
        this.limiter = new AtomicRateLimiter(name, config, nanoClock);
    }

    /** What calls wait for, in words. */
    String name() {
        return name;
    }

    /** Takes a permit for a call, or says how long the call has to wait for one. */
    Optional<Duration> take(String call) {
        boolean isNext = waiting.isEmpty() || waiting.contains(call);
        if (isNext && limiter.acquirePermission()) {
            waiting.remove(call);
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(Math.max(LEAST_NANOS, nanos(isNext ? 0 : waiting.size()))));
    }

    private long nanos(int ahead) {
        RateLimiterConfig config = limiter.getRateLimiterConfig();
        long periods = ahead / config.getLimitForPeriod();
        return limiter.getDetailedMetrics().getNanosToWait()
                + config.getLimitRefreshPeriod().multipliedBy(periods).toNanos();
    }

    boolean hasWaiting(String call) {
        return waiting.contains(call);
    }

    void await(String call) {
        waiting.add(call);
    }

    void giveUp(String call) {
        waiting.remove(call);
    }

    /** Whether a new one would do as well: nobody waits, and nothing of the period is used. */
    boolean isAsNew() {
        return waiting.isEmpty()
                && limiter.getMetrics().getAvailablePermissions()
                        == limiter.getRateLimiterConfig().getLimitForPeriod();
    }
}
