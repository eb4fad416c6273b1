package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** The dispatcher can see the class of a policy. */
final class PolicyIsVisible implements PolicyRule {
    private static final int CODE = 603;

    @Override
    public Optional<Finding> check(Policy policy) {
        return !policy.flaw().equals(Optional.of(Policy.Flaw.HIDDEN))
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        policy + " is enforced by " + SimpleNames.of(policy.type())
                                + ", which the dispatcher, a class in this package, cannot see.",
                        "Make it more visible.",
                        policy.place()));
    }
}
