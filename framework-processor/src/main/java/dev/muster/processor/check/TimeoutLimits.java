package dev.muster.processor.check;

import dev.muster.Timeout;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A {@code @Timeout} limits something. */
final class TimeoutLimits implements MethodRule {
    private static final int CODE = 502;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .limits()
                .filter(limits -> limits.run().isEmpty() && limits.waiting().isEmpty())
                .map(limits -> new Finding(
                        CODE,
                        "@Timeout of " + method + " limits nothing.",
                        method.isBlocking()
                                ? "Write the longest wait, such as @Timeout(waiting = \"250ms\"), or remove it."
                                : "Write the longest run, such as @Timeout(\"2s\"), or the longest wait, such as"
                                        + " @Timeout(waiting = \"250ms\"), or remove it.",
                        method.at(Timeout.class, "value", "waiting")));
    }
}
