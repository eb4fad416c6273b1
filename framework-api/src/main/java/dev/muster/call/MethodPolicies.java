package dev.muster.call;

import java.util.List;

/**
 * The custom policies of one method of one dispatcher, and what they may know of its signature.
 *
 * @param parameters the names of the method's parameters, in order
 * @param policies the policies, outermost first
 */
public record MethodPolicies(List<String> parameters, List<Object> policies) {
    /** Copies the lists. */
    public MethodPolicies {
        parameters = List.copyOf(parameters);
        policies = List.copyOf(policies);
    }
}
