package dev.muster.runtime.admission;

import org.jspecify.annotations.Nullable;

/**
 * What a request asks of one resource: a node in that resource's queue first, and then among its holders.
 *
 * <p>The claims of a request are chained by {@code sibling}, by rising id of their resources; the request itself is the first
 * of them, so that the usual request is one object. {@code prev} and {@code next} belong to the list that the claim is in, and
 * so to that resource's latch.
 */
abstract class Claim {
    Resource resource;
    int take;

    @Nullable
    Claim sibling;

    @Nullable
    Claim prev;

    @Nullable
    Claim next;

    Claim(Resource resource, int take) {
        this.resource = resource;
        this.take = take;
    }

    /** The request that this claim is part of. */
    abstract Request request();

    /** A claim after the first. */
    static final class Further extends Claim {
        private final Request request;

        Further(Request request, Resource resource, int take) {
            super(resource, take);
            this.request = request;
        }

        @Override
        Request request() {
            return request;
        }
    }
}
