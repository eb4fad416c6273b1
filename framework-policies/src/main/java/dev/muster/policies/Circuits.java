package dev.muster.policies;

import dev.muster.Muster;
import dev.muster.MusterException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The circuits of one registry, by name. Safe for use by many threads.
 *
 * <p>Each {@link Muster} has one of these for as long as the Muster is in use; {@code OF} is guarded by itself.
 */
final class Circuits {
    private static final Map<Muster, Circuits> OF = new WeakHashMap<>();

    private final CircuitBreakerRegistry registry;
    private final Map<String, Named> named = new ConcurrentHashMap<>();

    /** A circuit, and what the first place that named it says about it. */
    private record Named(CircuitTerms terms, Circuit circuit) {}

    Circuits(CircuitBreakerRegistry registry) {
        this.registry = registry;
    }

    static Circuits of(Muster muster) {
        synchronized (OF) {
            return OF.computeIfAbsent(muster, any -> new Circuits(CircuitBreakerRegistry.ofDefaults()));
        }
    }

    /**
     * The circuit of a name, made as the terms say if the registry has none.
     *
     * @throws MusterException if another place says otherwise about it
     */
    Circuit circuit(String name, CircuitTerms terms, CircuitBreakerConfig config) {
        Named known = named.get(name);
        if (known == null) {
            CircuitBreaker breaker = registry.circuitBreaker(name, config); // whose events the user may listen to
            known = named.computeIfAbsent(name, any -> new Named(terms, new Circuit(breaker)));
        }
        if (!known.terms.equals(terms)) {
            throw new MusterException("circuit '" + name + "' is used with different terms: " + known.terms + " and "
                    + terms + ". Write @CircuitBreaker once, on an annotation of your own, and use that one.");
        }
        return known.circuit;
    }
}
