package dev.muster.policies;

import dev.muster.RunTimeoutException;
import dev.muster.call.TryAgain;
import dev.muster.policy.AroundPolicy;
import dev.muster.policy.PolicyCall;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stops calling what keeps failing; see {@link CircuitBreaker}. Its state is that of its circuit. */
public final class CircuitBreakerPolicy implements AroundPolicy {
    private final Function<PolicyCall<?>, Circuit> circuits;

    /**
     * As {@link CircuitBreaker} says it.
     *
     * @throws IllegalArgumentException if a value is out of its bounds; the message names it
     */
    public CircuitBreakerPolicy(
            String name,
            double failureRate,
            int window,
            int minimumCalls,
            String openFor,
            int halfOpenCalls,
            Class<?>[] on,
            Class<?>[] notOn) {
        this(
                name,
                terms(failureRate, window, minimumCalls, openFor, halfOpenCalls, on, notOn),
                Clock.systemUTC(),
                call -> Circuits.of(call.muster()));
    }

    CircuitBreakerPolicy(
            String name, CircuitTerms terms, Clock clock, Function<? super PolicyCall<?>, Circuits> registries) {
        CircuitBreakerConfig config = terms.config(clock);
        if (name.isEmpty()) {
            Circuit own = new Circuit(io.github.resilience4j.circuitbreaker.CircuitBreaker.of("of its own", config));
            this.circuits = any -> own;
        } else {
            this.circuits = call -> registries.apply(call).circuit(name, terms, config);
        }
    }

    /**
     * A provider of policies whose circuits, those with a name, are kept in a registry of one's own:
     *
     * <pre>{@code
     * Muster.builder().policy(CircuitBreakerPolicy.class, CircuitBreakerPolicy.in(registry))
     * }</pre>
     *
     * <p>A breaker that the registry has already is used as it is, whatever its annotation says.
     */
    public static Function<Map<String, Object>, CircuitBreakerPolicy> in(CircuitBreakerRegistry registry) {
        Circuits circuits = new Circuits(registry);
        return members -> new CircuitBreakerPolicy(
                member(members, "name", String.class), terms(members), Clock.systemUTC(), any -> circuits);
    }

    static CircuitTerms terms(Map<String, Object> members) {
        return terms(
                member(members, "failureRate", Double.class),
                member(members, "window", Integer.class),
                member(members, "minimumCalls", Integer.class),
                member(members, "openFor", String.class),
                member(members, "halfOpenCalls", Integer.class),
                member(members, "on", Class[].class),
                member(members, "notOn", Class[].class));
    }

    private static <T> T member(Map<String, Object> members, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(members.get(name), name));
    }

    private static CircuitTerms terms(
            double failureRate,
            int window,
            int minimumCalls,
            String openFor,
            int halfOpenCalls,
            Class<?>[] on,
            Class<?>[] notOn) {
        long millis = new Members(CircuitBreaker.class).millis("openFor", openFor);
        new Members(CircuitBreaker.class).check(millis > 0, "openFor", Members.quoted(openFor), "needs 1ms or more");
        return new CircuitTerms(failureRate, window, minimumCalls, millis, halfOpenCalls, List.of(on), List.of(notOn));
    }

    @Override
    public <R extends @Nullable Object> R around(PolicyCall<R> call) throws Exception {
        Circuit circuit = circuits.apply(call);
        if (!circuit.breaker().tryAcquirePermission()) {
            throw circuit.refusal(call);
        }
        long start = System.nanoTime();
        try {
            R result = call.proceed();
            count(circuit, start, isLate(call) ? Optional.of(late(call, null)) : Optional.empty());
            return result;
        } catch (Throwable thrown) {
            failed(circuit, call, start, thrown);
            throw thrown;
        }
    }

    private static void failed(Circuit circuit, PolicyCall<?> call, long start, Throwable thrown) {
        if (isLate(call)) {
            count(circuit, start, Optional.of(late(call, thrown)));
        } else if (thrown instanceof TryAgain again) {
            count(circuit, start, Optional.of(again.reason()));
        } else if (Failures.isNone(call, thrown)) {
            circuit.breaker().releasePermission();
        } else {
            count(circuit, start, Optional.of(thrown));
        }
    }

    private static void count(Circuit circuit, long start, Optional<Throwable> failure) {
        long nanos = System.nanoTime() - start;
        failure.ifPresentOrElse(
                thrown -> circuit.breaker().onError(nanos, TimeUnit.NANOSECONDS, thrown),
                () -> circuit.breaker().onSuccess(nanos, TimeUnit.NANOSECONDS));
    }

    /** A call that has run out of time has failed, however its body ends. */
    private static boolean isLate(PolicyCall<?> call) {
        return call.isCancelled()
                && call.deadline()
                        .filter(deadline -> !Instant.now().isBefore(deadline))
                        .isPresent();
    }

    private static RunTimeoutException late(PolicyCall<?> call, @Nullable Throwable thrown) {
        return new RunTimeoutException(call.callName() + " has run out of time", thrown);
    }
}
