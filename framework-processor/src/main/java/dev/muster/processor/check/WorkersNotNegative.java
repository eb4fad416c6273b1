package dev.muster.processor.check;

import dev.muster.Parallel;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A pool has at least one worker. */
final class WorkersNotNegative implements MethodRule {
    private static final int CODE = 201;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        int workers = method.spec().workers();
        return workers >= 0
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        method + " asks for " + workers + " workers.",
                        "Write how many calls may run at once, 1 or more, or leave 'workers' out for the default.",
                        method.at(Parallel.class, "workers")));
    }
}
