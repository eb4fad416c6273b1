package dev.muster.processor.check;

import dev.muster.AwaitCondition;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.Optional;

/** A condition is asked with a lock held, by whoever leaves the lock. */
final class ConditionHasLock implements MethodRule {
    private static final int CODE = 421;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        boolean isGuarded = !method.terms().claims(Claim.Lock.class).isEmpty();
        return isGuarded
                ? Optional.empty()
                : method.terms()
                        .condition()
                        .map(condition -> new Finding(
                                CODE,
                                method + " awaits condition '" + condition.name()
                                        + "' without a lock, so that nobody would know when to ask it again.",
                                "Add @Guarded with the lock that guards what the condition reads.",
                                method.at(AwaitCondition.class)));
    }
}
