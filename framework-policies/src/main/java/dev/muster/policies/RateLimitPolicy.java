package dev.muster.policies;

import dev.muster.policy.AdmissionPolicy;
import dev.muster.policy.CallInfo;
import dev.muster.policy.Decision;
import dev.muster.spec.Durations;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets calls start at a rate; see {@link RateLimit}.
 *
 * <p>{@code rates} has one for each key that was used of late: those that are as good as new are dropped whenever their number has
 * doubled, so a rate is kept for no longer than it matters.
 */
public final class RateLimitPolicy implements AdmissionPolicy {
    private static final int FEW = 64;

    private final RateLimiterConfig config;
    private final Optional<Duration> longest;
    private final String key;
    private final Supplier<Long> nanoClock;
    private final Map<Optional<Object>, Rate> rates = new HashMap<>();
    private int sweepAt = FEW;

    /**
     * As {@link RateLimit} says it.
     *
     * @throws IllegalArgumentException if a value is out of its bounds; the message names it
     */
    public RateLimitPolicy(int permits, String period, String waiting, String key) {
        this(permits, period, waiting, key, System::nanoTime);
    }

    RateLimitPolicy(int permits, String period, String waiting, String key, Supplier<Long> nanoClock) {
        Members members = new Members(RateLimit.class);
        this.config = RateLimiterConfig.custom()
                .limitForPeriod(members.atLeast(1, "permits", permits))
                .limitRefreshPeriod(members.duration("period", period))
                .timeoutDuration(Duration.ZERO) // Muster waits
                .build();
        this.longest = waiting.isEmpty() ? Optional.empty() : Optional.of(members.durationOrZero("waiting", waiting));
        this.key = key;
        this.nanoClock = nanoClock;
    }

    @Override
    public Decision mayStart(CallInfo call) {
        Rate rate = rate(call);
        Optional<Duration> wait = rate.take(call.callName());
        if (wait.isEmpty()) {
            return Decision.admit();
        }
        Duration time = wait.get();
        if (longest.isPresent() && !rate.hasWaiting(call.callName()) && time.compareTo(longest.get()) > 0) {
            return Decision.refuse(refusal(call, time));
        }
        rate.await(call.callName());
        return Decision.later(rate.name(), time);
    }

    @Override
    public void gaveUp(CallInfo call) {
        rate(call).giveUp(call.callName());
    }

    int size() {
        return rates.size();
    }

    private Rate rate(CallInfo call) {
        Optional<Object> value = key.isEmpty() ? Optional.empty() : Optional.ofNullable(call.argument(key));
        Rate known = rates.get(value);
        return known != null ? known : newRate(value);
    }

    private Rate newRate(Optional<Object> value) {
        if (rates.size() >= sweepAt) {
            rates.values().removeIf(Rate::isAsNew);
            sweepAt = Math.max(FEW, 2 * rates.size());
        }
        String name = "its rate, " + rateText()
                + value.map(it -> " for " + key + " " + it).orElse("");
        Rate rate = new Rate(name, config, nanoClock);
        rates.put(value, rate);
        return rate;
    }

    private String rateText() {
        return config.getLimitForPeriod() + " per " + text(config.getLimitRefreshPeriod());
    }

    private String refusal(CallInfo call, Duration time) {
        String what = call.signature() + " is limited to " + rateText();
        return longest.filter(Duration::isZero).isPresent()
                ? what + ", which are used up for " + text(time)
                : what + ", and this call would wait " + text(time) + ", longer than waiting = "
                        + text(longest.orElseThrow());
    }

    private static String text(Duration duration) {
        return Durations.text(duration.toMillis() > 0 ? Duration.ofMillis(duration.toMillis()) : duration);
    }
}
