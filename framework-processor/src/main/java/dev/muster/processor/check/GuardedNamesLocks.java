package dev.muster.processor.check;

import dev.muster.Guarded;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Written;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** What is guarded is guarded by a lock. */
final class GuardedNamesLocks implements MethodRule {
    private static final int CODE = 402;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.annotations().stream()
                .filter(annotation -> annotation.type() == Guarded.class)
                .filter(annotation -> method.terms().needs().stream()
                        .noneMatch(need -> need.by().equals(annotation)))
                .findFirst()
                .map(annotation -> finding(method, annotation));
    }

    private static Finding finding(AnnotatedMethod method, Written guarded) {
        return new Finding(
                CODE,
                method + " is guarded by no lock.",
                "Name a lock, such as @Guarded(\"" + method.name() + "\"), or remove @Guarded.",
                guarded.at("value"));
    }
}
