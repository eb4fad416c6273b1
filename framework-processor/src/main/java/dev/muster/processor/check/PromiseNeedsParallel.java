package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Result;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** What a call holds is held until the stage that it returned is complete, for which nobody waits in a blocking call. */
final class PromiseNeedsParallel implements MethodRule {
    private static final int CODE = 409;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return !method.isBlocking() || method.result().kind() != Result.Kind.PROMISE
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        method + " returns before its work is done, and a call of it would give back what it holds"
                                + " too early.",
                        "Add @Parallel; then a call lasts until the stage or future that it returns is complete.",
                        method.place()));
    }
}
