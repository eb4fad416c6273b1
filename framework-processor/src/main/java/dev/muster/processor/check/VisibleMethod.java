package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** The dispatcher must be able to call the method. */
final class VisibleMethod implements MethodRule {
    private static final int CODE = 101;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.visibility() != Visibility.PRIVATE
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        method + " is private, so that " + SimpleNames.of(target.dispatcher())
                                + ", a class in the same package, cannot call it.",
                        "Make it package-private or more visible.",
                        method.place()));
    }
}
