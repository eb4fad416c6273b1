package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Policy;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every custom policy can be had, and works. Those of a type are asked about once. */
final class SoundPolicies {
    private static final List<PolicyRule> RULES = List.of(
            new PolicyIsKept(),
            new PolicyHasKind(),
            new PolicyHasOneKind(),
            new PolicyIsVisible(),
            new PolicyIsConcrete(),
            new PolicyMembersAreConstants(),
            new PolicyConstructorFits());

    private SoundPolicies() {}

    /** Of a type. */
    static final class OfType implements TypeRule {
        @Override
        public Optional<Finding> check(Target target) {
            return first(target.policies().stream());
        }
    }

    /** Of a method. */
    static final class OfMethod implements MethodRule {
        @Override
        public Optional<Finding> check(Target target, AnnotatedMethod method) {
            return first(method.terms().policies().stream().filter(policy -> !policy.isOfType()));
        }
    }

    private static Optional<Finding> first(Stream<Policy> policies) {
        return policies.flatMap(policy -> RULES.stream()
                        .flatMap(rule -> rule.check(policy).stream())
                        .limit(1))
                .findFirst();
    }
}
