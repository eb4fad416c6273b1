package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A policy on a type is for the methods that its dispatcher offers. */
final class PolicyHasMethods implements TypeRule {
    private static final int CODE = 609;

    @Override
    public Optional<Finding> check(Target target) {
        return target.methods().isEmpty()
                ? target.policies().stream()
                        .findFirst()
                        .map(policy -> new Finding(
                                CODE,
                                policy + " on " + target
                                        + " enforces nothing: no method of the type goes through a dispatcher.",
                                "Annotate the methods that it is meant for, at least with @Parallel or a primitive.",
                                policy.place()))
                : Optional.empty();
    }
}
