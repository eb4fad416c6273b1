package dev.muster.policy;

import java.util.List;
import java.util.Locale;

/**
 * A resource that a call claims with one of Muster's own annotations.
 *
 * @param kind what it is
 * @param name its name
 * @param keys the values of its key parameters; none if it has no key
 */
public record ClaimedResource(Kind kind, String name, List<Object> keys) {
    /** Copies the keys. */
    public ClaimedResource {
        keys = List.copyOf(keys);
    }

    /** The sorts of resources. */
    public enum Kind {
        /** A lock that is held alone. */
        LOCK,
        /** A lock that is held together with others, as a reader. */
        SHARED_LOCK,
        /** Permits. */
        PERMITS,
        /** An event that must be set before the call starts. */
        EVENT,
        /** A barrier at the start or the end of the call. */
        BARRIER
    }

    /** For people: {@code lock 'account' [42]}. */
    @Override
    public String toString() {
        String said = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " '" + name + "'";
        return keys.isEmpty() ? said : said + " " + keys;
    }
}
