package dev.muster.policies;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What a {@link CircuitBreaker} says about its circuit; all places of one name have to say the same. */
record CircuitTerms(
        double failureRate,
        int window,
        int minimumCalls,
        long openForMillis,
        int halfOpenCalls,
        List<Class<?>> on,
        List<Class<?>> notOn) {
    /** Checks the bounds. */
    CircuitTerms {
        Members members = new Members(CircuitBreaker.class);
        members.check(failureRate > 0 && failureRate <= 100, "failureRate", failureRate, "needs more than 0, to 100");
        members.atLeast(1, "window", window);
        members.atLeast(0, "minimumCalls", minimumCalls);
        members.check(minimumCalls <= window, "minimumCalls", minimumCalls, "needs to fit into window = " + window);
        members.atLeast(1, "halfOpenCalls", halfOpenCalls);
        minimumCalls = minimumCalls == 0 ? window : minimumCalls;
        on = List.copyOf(on);
        notOn = List.copyOf(notOn);
    }

    CircuitBreakerConfig config(Clock clock) {
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .failureRateThreshold((float) failureRate)
                .slidingWindow(window, minimumCalls, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .waitDurationInOpenState(Duration.ofMillis(openForMillis))
                .permittedNumberOfCallsInHalfOpenState(halfOpenCalls)
                .recordException(Failures.of(on))
                .ignoreException(Failures.of(notOn))
                .build();
    }
}
