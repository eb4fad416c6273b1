package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A policy's constructor gets values that source code can write. */
final class PolicyMembersAreConstants implements PolicyRule {
    private static final int CODE = 607;

    @Override
    public Optional<Finding> check(Policy policy) {
        return policy.members().stream()
                .flatMap(member -> member.obstacle().stream()
                        .map(obstacle -> new Finding(
                                CODE,
                                "Member '" + member.name() + "' of " + policy + " " + obstacle
                                        + ", and cannot be passed to a constructor.",
                                "Use primitives, strings, enums, visible classes and arrays of them.",
                                policy.place())))
                .findFirst();
    }
}
