package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** Generated code can make a policy, unless the builder provides it. */
final class PolicyIsConcrete implements PolicyRule {
    private static final int CODE = 604;

    @Override
    public Optional<Finding> check(Policy policy) {
        return why(policy)
                .map(why -> new Finding(
                        CODE,
                        policy + " is enforced by " + SimpleNames.of(policy.type()) + ", which " + why + ".",
                        "Name a class that can be made, or say provided = true in @EnforcedBy and give the builder a provider.",
                        policy.place()));
    }

    private static Optional<String> why(Policy policy) {
        return policy.flaw().flatMap(flaw -> switch (flaw) {
            case ABSTRACT -> Optional.of("is abstract or an interface");
            case INNER -> Optional.of("is an inner class that needs an object around it");
            case HIDDEN, CONSTRUCTOR, THROWS -> Optional.empty();
        });
    }
}
