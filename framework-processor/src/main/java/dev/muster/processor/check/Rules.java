package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All rules, in the order in which they are asked.
 *
 * <p>One mistake gives one finding: a type that breaks a rule is not asked about its methods, and a method that breaks a rule
 * is not asked further.
 */
public final class Rules {
    /** About the type itself. */
    static final List<TypeRule> TYPE_RULES = List.of(new NotAnAnnotationType(), new VisibleType());

    /** About each method. */
    static final List<MethodRule> METHOD_RULES = List.of(
            new VisibleMethod(),
            new VisibleSignature(),
            new WorkersNotNegative(),
            new PoolIsIdentifier(),
            new NameIsIdentifier(),
            new NotAMethodOfObject());

    /** About the methods of a type together. */
    static final List<TogetherRule> TOGETHER_RULES =
            List.of(new DistinctForms(), new OnePoolOneMeaning(), new ChildHasTarget(), new TypesCross());

    private Rules() {}

    /** What is wrong with a target; nothing if a dispatcher can be written. */
    public static List<Finding> check(Target target) {
        Optional<Finding> first =
                TYPE_RULES.stream().flatMap(rule -> rule.check(target).stream()).findFirst();
        return first.map(List::of).orElseGet(() -> checkMethods(target));
    }

    private static List<Finding> checkMethods(Target target) {
        List<Finding> findings = new ArrayList<>();
        Set<AnnotatedMethod> faulty = new LinkedHashSet<>();
        for (AnnotatedMethod method : target.methods()) {
            METHOD_RULES.stream()
                    .flatMap(rule -> rule.check(target, method).stream())
                    .findFirst()
                    .ifPresent(finding -> {
                        findings.add(finding);
                        faulty.add(method);
                    });
        }
        Target sound = target.keeping(method -> !faulty.contains(method));
        TOGETHER_RULES.forEach(rule -> findings.addAll(rule.check(sound)));
        return findings;
    }
}
