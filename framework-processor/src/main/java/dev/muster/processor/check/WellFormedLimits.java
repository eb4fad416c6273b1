package dev.muster.processor.check;

import dev.muster.Timeout;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Limits;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A limit is a duration. */
final class WellFormedLimits implements MethodRule {
    private static final int CODE = 501;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .limits()
                .flatMap(limits ->
                        finding(method, "value", limits.run()).or(() -> finding(method, "waiting", limits.waiting())));
    }

    private static Optional<Finding> finding(AnnotatedMethod method, String member, String limit) {
        return limit.isEmpty()
                ? Optional.empty()
                : Limits.fault(limit)
                        .map(fault -> new Finding(
                                CODE,
                                "@Timeout of " + method + " says \"" + limit + "\", which " + fault + ".",
                                "Write a duration above zero, or none.",
                                method.at(Timeout.class, member)));
    }
}
