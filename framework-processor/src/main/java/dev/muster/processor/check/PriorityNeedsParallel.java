package dev.muster.processor.check;

import dev.muster.Priority;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A blocking call waits for no worker. */
final class PriorityNeedsParallel implements MethodRule {
    private static final int CODE = 206;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        boolean has = method.annotations().stream().anyMatch(written -> written.type() == Priority.class);
        return has && method.isBlocking()
                ? Optional.of(new Finding(
                        CODE,
                        "The priority of " + method
                                + " has no effect: without @Parallel it runs on its caller's thread.",
                        "Add @Parallel, or remove @Priority. Locks and permits are given in the order of arrival.",
                        method.at(Priority.class)))
                : Optional.empty();
    }
}
