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
 * @param attempts how often a call is run at most when its workers die
 */
public record Terms(
        List<String> keys,
        List<Claim> claims,
        List<Claim.Event> fires,
        String condition,
        Duration runLimit,
        Duration waitLimit,
        int attempts) {
    /** No terms at all. */
    public static final Terms NONE = new Terms(List.of(), List.of(), List.of(), "", Duration.ZERO, Duration.ZERO, 1);

    /** Copies the lists. */
    public Terms {
        keys = List.copyOf(keys);
        claims = List.copyOf(claims);
        fires = List.copyOf(fires);
    }

    /** The same, with these parameters as keys. */
    public Terms keys(List<String> parameters) {
        return new Terms(parameters, claims, fires, condition, runLimit, waitLimit, attempts);
    }

    /** The same, with these needs. */
    public Terms claims(List<Claim> needs) {
        return new Terms(keys, needs, fires, condition, runLimit, waitLimit, attempts);
    }

    /** The same, setting these events in the end. */
    public Terms fires(List<Claim.Event> events) {
        return new Terms(keys, claims, events, condition, runLimit, waitLimit, attempts);
    }

    /** The same, starting only while this boolean method is true. */
    public Terms condition(String method) {
        return new Terms(keys, claims, fires, method, runLimit, waitLimit, attempts);
    }

    /** The same, with a limit for the run. */
    public Terms runLimit(Duration limit) {
        return new Terms(keys, claims, fires, condition, limit, waitLimit, attempts);
    }

    /** The same, with a limit for the wait. */
    public Terms waitLimit(Duration limit) {
        return new Terms(keys, claims, fires, condition, runLimit, limit, attempts);
    }

    /** The same, run so often at most when workers die. */
    public Terms attempts(int most) {
        return new Terms(keys, claims, fires, condition, runLimit, waitLimit, most);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
