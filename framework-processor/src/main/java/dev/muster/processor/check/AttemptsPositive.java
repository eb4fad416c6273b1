package dev.muster.processor.check;

import dev.muster.Idempotent;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A call is run at least once. */
final class AttemptsPositive implements MethodRule {
    private static final int CODE = 505;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .attempts()
                .filter(attempts -> attempts < 1)
                .map(attempts -> new Finding(
                        CODE,
                        method + " may be run " + attempts + " times.",
                        "Write how often it may be run at most, the first time included: 2 or more.",
                        method.at(Idempotent.class, "attempts")));
    }
}
