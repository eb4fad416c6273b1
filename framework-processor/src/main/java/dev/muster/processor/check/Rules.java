package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All rules, in the order in which they are asked.
 *
 * <p>One mistake gives one finding: a type that breaks a rule is not asked about its methods, and a method that breaks a rule
 * is not asked further.
 */
public final class Rules {
    /** About the type itself. */
    private static final List<TypeRule> TYPE_RULES = List.of(
            new NotAnAnnotationType(),
            new VisibleType(),
            new KeyIsOfMethod(),
            new TermsAreOfMethods(),
            new PolicyHasMethods(),
            new SoundPolicies.OfType());

    /** About each method. */
    private static final List<MethodRule> METHOD_RULES = List.of(
            new VisibleMethod(),
            new VisibleSignature(),
            new CarriedOnce(),
            new SoundPolicies.OfMethod(),
            new PolicyNamesParameter(),
            new PolicyGivesResult(),
            new PromiseNeedsParallel(),
            new WorkersNotNegative(),
            new PoolIsIdentifier(),
            new PriorityInRange(),
            new PriorityNeedsParallel(),
            new NameIsIdentifier(),
            new NotAMethodOfObject(),
            new ResourceIsIdentifier(),
            new GuardedNamesLocks(),
            new NamedOnce(),
            new OneMode(),
            new EnoughPermits(),
            new PartiesNotNegative(),
            new InstanceScopeHasInstance(),
            new KeyHasResource(),
            new KeyIsOfOneResource(),
            new KeyHasEquality(),
            new BarrierKnowsItsParties(),
            new ConditionHasLock(),
            new ConditionExists(),
            new ConditionCanBeAsked(),
            new NotItsOwnEvent(),
            new TimeoutLimits(),
            new WellFormedLimits(),
            new RunLimitNeedsParallel(),
            new IdempotentNeedsParallel(),
            new AttemptsPositive());

    /** About the methods of a type together. */
    private static final List<TogetherRule> TOGETHER_RULES = List.of(
            new DistinctForms(), new OnePoolOneMeaning(), new OneScope(), new ChildHasTarget(), new TypesCross());

    /** About the types that are compiled together. */
    private static final List<ModuleRule> MODULE_RULES =
            List.of(new OneKind(), new OneSize(), new KeyedOrNot(), new NoCircleOfEvents(), new AwaitedEventIsSet());

    private Rules() {}

    /** What is wrong with a target; nothing if a dispatcher can be written. */
    public static List<Finding> check(Target target) {
        Optional<Finding> first =
                TYPE_RULES.stream().flatMap(rule -> rule.check(target).stream()).findFirst();
        return first.map(List::of).orElseGet(() -> checkMethods(target));
    }

    private static List<Finding> checkMethods(Target target) {
        List<Finding> findings = new ArrayList<>();
        target.methods().forEach(method -> checkAlone(target, method).ifPresent(findings::add));
        Target sound = findings.isEmpty() ? target : sound(target);
        TOGETHER_RULES.forEach(rule -> findings.addAll(rule.check(sound)));
        return findings;
    }

    /** What is wrong with {@link #sound} types that are compiled together. */
    public static List<Finding> check(Module module) {
        return MODULE_RULES.stream()
                .flatMap(rule -> rule.check(module).stream())
                .toList();
    }

    private static Optional<Finding> checkAlone(Target target, AnnotatedMethod method) {
        for (MethodRule rule : METHOD_RULES) { // a stream costs more than what most rules look at
            Optional<Finding> finding = rule.check(target, method);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    /** A target without those methods that break a rule by themselves. */
    public static Target sound(Target target) {
        return target.keeping(method -> checkAlone(target, method).isEmpty());
    }
}
