package dev.muster.processor.check;

import dev.muster.Parallel;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Construction;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.List;

/** A child process needs an object of its own to call the method on. */
final class ChildHasTarget implements TogetherRule {
    private static final int CODE = 302;

    @Override
    public List<Finding> check(Target target) {
        if (target.construction().way() != Construction.Way.NONE) {
            return List.of();
        }
        return target.methods().stream()
                .filter(method -> method.isRemote() && !method.isStatic())
                .limit(1)
                .map(method -> finding(target, method))
                .toList();
    }

    private static Finding finding(Target target, AnnotatedMethod method) {
        return new Finding(
                CODE,
                method + " runs in child processes, but they cannot come by a " + target + ": "
                        + target.construction().obstacle() + ".",
                target.construction().wayOut(),
                method.at(Parallel.class, "on"));
    }
}
