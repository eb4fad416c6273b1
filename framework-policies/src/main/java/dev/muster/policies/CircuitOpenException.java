package dev.muster.policies;

import dev.muster.MusterException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call was not made, because the circuit of its {@link CircuitBreaker} is open. */
public final class CircuitOpenException extends MusterException {
    private static final long serialVersionUID = 1L;

    private final String circuit;
    private final @Nullable Instant letsThrough;

    /**
     * For one call.
     *
     * @param circuit the name of the circuit
     * @param letsThrough when it lets calls through again, or null if that depends on calls that run, or on somebody
     */
    public CircuitOpenException(String message, String circuit, @Nullable Instant letsThrough) {
        super(message);
        this.circuit = circuit;
        this.letsThrough = letsThrough;
    }

    /** The name of the circuit. */
    public String circuit() {
        return circuit;
    }

    /** When the circuit lets calls through again, to see whether it works; empty if that depends on calls that run, or on somebody. */
    public Optional<Instant> letsThrough() {
        return Optional.ofNullable(letsThrough);
    }
}
