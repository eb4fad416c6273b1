package dev.muster.spec;

import java.time.Duration;
import java.util.List;

/**
 * On which terms the calls of a method run: what each needs before it may start, what its end brings about, and its limits.
 *
 * @param keys the parameters whose values are keys, in the order of the signature
 * @param claims what each call needs, in the order of the source
 * @param fires the events that a successful call sets
 * @param condition the boolean method that must be true while the locks are held, or empty
 * @param runLimit the longest run of a body; zero for no limit
 * @param waitLimit the longest wait for the start of a body; zero for no limit
 */
public record Terms(
        List<String> keys,
        List<Claim> claims,
        List<Claim.Event> fires,
        String condition,
        Duration runLimit,
        Duration waitLimit) {
    /** No terms at all. */
    public static final Terms NONE = new Terms(List.of(), List.of(), List.of(), "", Duration.ZERO, Duration.ZERO);

    /** Copies the lists. */
    public Terms {
        keys = List.copyOf(keys);
        claims = List.copyOf(claims);
        fires = List.copyOf(fires);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
