package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Misfit;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** What a class in a policy's annotation gives, the method may give. */
final class PolicyGivesResult implements MethodRule {
    private static final int CODE = 612;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .misfits(Misfit.OtherResult.class)
                .findFirst()
                .map(misfit -> new Finding(
                        CODE,
                        misfit.said() + " gives " + misfit.given() + ", which is no result of " + method + ".",
                        "Let " + misfit.type() + " be a " + misfit.wanted() + ", or name a class that is one.",
                        misfit.place()));
    }
}
