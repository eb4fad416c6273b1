package dev.muster.policies;

import dev.muster.policy.CallInfo;
import dev.muster.spec.Durations;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker of Resilience4j, and until when it is open. Safe for use by many threads.
 *
 * <p>{@code until} is written when the breaker opens, by the thread whose call did that; those who are refused at that moment may not
 * see it yet, and are told no time.
 */
final class Circuit {
    private final CircuitBreaker breaker;
    private volatile @Nullable Instant until;

    Circuit(CircuitBreaker breaker) {
        this.breaker = breaker;
        breaker.getEventPublisher().onStateTransition(this::changed);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        StateTransition transition = event.getStateTransition();
        until = transition.getToState() == State.OPEN ? now().plus(openFor()) : null;
    }

    private Instant now() {
        Clock clock = breaker.getCircuitBreakerConfig().getClock();
        return clock.instant();
    }

    private Duration openFor() {
        CircuitBreakerConfig config = breaker.getCircuitBreakerConfig();
        return Duration.ofMillis(config.getWaitIntervalFunctionInOpenState().apply(1));
    }

    CircuitOpenException refusal(CallInfo call) {
        Instant letsThrough = until;
        String circuit = breaker.getName();
        return new CircuitOpenException(
                call.callName() + " is refused, " + call.signature() + " is not called: circuit '" + circuit + "' "
                        + state(letsThrough) + ". A @Fallback outside of @CircuitBreaker can answer meanwhile.",
                circuit,
                letsThrough);
    }

    private String state(@Nullable Instant letsThrough) {
        State state = breaker.getState();
        if (state == State.HALF_OPEN) {
            return "is half-open, and the "
                    + breaker.getCircuitBreakerConfig().getPermittedNumberOfCallsInHalfOpenState()
                    + " calls that decide whether it closes are under way";
        }
        if (state == State.FORCED_OPEN) {
            return "was opened by hand";
        }
        return "is open" + why()
                + (letsThrough == null ? "" : "; it lets calls through again at " + letsThrough + left(letsThrough));
    }

    private String why() {
        float rate = breaker.getMetrics().getFailureRate();
        return rate < 0 ? "" : String.format(Locale.ROOT, ", for %.0f %% of its calls failed", rate);
    }

    private String left(Instant letsThrough) {
        Duration left = Duration.between(now(), letsThrough);
        return left.isNegative() ? "" : ", in " + Durations.text(Duration.ofMillis(left.toMillis()));
    }
}
