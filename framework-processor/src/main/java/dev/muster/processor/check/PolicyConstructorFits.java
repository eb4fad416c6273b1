package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A policy is made of what its annotation says. */
final class PolicyConstructorFits implements PolicyRule {
    private static final int CODE = 605;

    @Override
    public Optional<Finding> check(Policy policy) {
        return what(policy)
                .map(what -> new Finding(
                        CODE,
                        policy + " needs the constructor " + policy.expected() + ", " + what,
                        "Write that one, with the annotation's members in order, or say provided = true in @EnforcedBy and give the"
                                + " builder a provider.",
                        policy.place()));
    }

    private static Optional<String> what(Policy policy) {
        return policy.flaw().flatMap(flaw -> switch (flaw) {
            case CONSTRUCTOR -> Optional.of(present(policy));
            case THROWS -> Optional.of("without a checked exception.");
            case HIDDEN, ABSTRACT, INNER -> Optional.empty();
        });
    }

    private static String present(Policy policy) {
        return policy.constructors().isEmpty()
                ? "but " + SimpleNames.of(policy.type()) + " has none that the dispatcher can see."
                : "but there is " + String.join(" and ", policy.constructors()) + ".";
    }
}
