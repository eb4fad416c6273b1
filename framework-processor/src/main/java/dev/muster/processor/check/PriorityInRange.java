package dev.muster.processor.check;

import dev.muster.Priority;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** Priorities are numbers from a small range. */
final class PriorityInRange implements MethodRule {
    private static final int CODE = 205;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        int priority = method.spec().priority();
        return priority >= Priority.LOWEST && priority <= Priority.HIGHEST
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        method + " asks for priority " + priority + ".",
                        "Write a number from " + Priority.LOWEST + " to " + Priority.HIGHEST
                                + ", the higher the sooner; " + Priority.NORMAL + " is as without @Priority.",
                        method.at(Priority.class, "value")));
    }
}
