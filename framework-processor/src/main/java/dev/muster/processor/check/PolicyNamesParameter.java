package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Misfit;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A parameter that a policy's annotation names is one of the method's. */
final class PolicyNamesParameter implements MethodRule {
    private static final int CODE = 611;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .misfits(Misfit.NoParameter.class)
                .findFirst()
                .map(misfit -> new Finding(
                        CODE,
                        misfit.said() + ": " + method + " has no parameter '" + misfit.name() + "'.",
                        fix(misfit),
                        misfit.place()));
    }

    private static String fix(Misfit.NoParameter misfit) {
        if (misfit.offers().isEmpty()) {
            return "Leave it out, or write the annotation on methods that have one.";
        }
        return Suggestion.among(misfit.offers(), misfit.name())
                .orElse("It has " + String.join(", ", misfit.offers()) + ".");
    }
}
