package dev.muster.processor.check;

import dev.muster.Idempotent;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A blocking call runs in its caller's process, and does not outlive it. */
final class IdempotentNeedsParallel implements MethodRule {
    private static final int CODE = 504;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .attempts()
                .filter(attempts -> method.isBlocking())
                .map(attempts -> new Finding(
                        CODE,
                        method
                                + " cannot be run again: without @Parallel it runs in its caller's process, and ends with it.",
                        "Add @Parallel(on = Workers.PROCESSES), or remove @Idempotent.",
                        method.at(Idempotent.class, "")));
    }
}
