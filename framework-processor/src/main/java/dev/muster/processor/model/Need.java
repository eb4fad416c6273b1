package dev.muster.processor.model;

import dev.muster.processor.report.Place;
import dev.muster.spec.Claim;

/**
 * A resource that an annotation of a method names.
 *
 * @param claim what the annotation says of it, keys not considered
 * @param by the annotation
 * @param place the resource's name or, where it has none, the annotation
 */
public record Need(Claim claim, Written by, Place place) {
    /** The name of the resource; empty for permits that are the method's own. */
    public String name() {
        return claim.name();
    }

    /** The sort of resource, as people say it. */
    public String kind() {
        return kind(claim);
    }

    private static String kind(Claim claim) {
        if (claim instanceof Claim.Lock) {
            return "lock";
        }
        if (claim instanceof Claim.Permits) {
            return "permits";
        }
        return claim instanceof Claim.Event ? "event" : "barrier";
    }

    /** The resource as people say it: {@code lock "account"}. */
    @Override
    public String toString() {
        return name().isEmpty() ? "permits of its own" : kind() + " \"" + name() + "\"";
    }
}
