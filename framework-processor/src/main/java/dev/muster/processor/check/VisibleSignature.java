package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** The dispatcher must be able to see all types in the method's signature. */
final class VisibleSignature implements MethodRule {
    private static final int CODE = 105;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.hidden()
                .map(SimpleNames::of)
                .map(type -> new Finding(
                        CODE,
                        "The signature of " + method + " mentions " + type + ", which "
                                + SimpleNames.of(target.dispatcher()) + ", a class in the same package, cannot see.",
                        "Make " + type + " package-private or more visible, or use another type here.",
                        method.place()));
    }
}
