package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Condition;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A condition is a method of the class. */
final class ConditionExists implements MethodRule {
    private static final int CODE = 422;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .condition()
                .filter(condition -> condition.namesakes().isEmpty())
                .map(condition -> new Finding(
                        CODE,
                        target + " has no method '" + condition.name() + "' for " + method + " to await.",
                        fix(condition),
                        condition.place()));
    }

    private static String fix(Condition condition) {
        return Suggestion.among(condition.offers(), condition.name())
                .orElse("Name a boolean method without parameters.");
    }
}
