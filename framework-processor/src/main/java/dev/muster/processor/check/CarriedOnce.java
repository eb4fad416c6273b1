package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Written;
import dev.muster.processor.report.Finding;
import java.lang.annotation.Repeatable;
import java.util.List;
import java.util.Optional;

/** Of annotations that cannot be repeated, a method has one, however it comes by it. */
final class CarriedOnce implements MethodRule {
    private static final int CODE = 608;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        List<Written> all = method.annotations();
        return all.stream()
                .filter(written -> !written.type().isAnnotationPresent(Repeatable.class))
                .filter(written -> all.stream()
                                .filter(other -> other.type() == written.type())
                                .count()
                        > 1)
                .reduce((first, second) -> second)
                .map(second -> new Finding(
                        CODE,
                        "Two annotations of " + method + " stand for " + second + ".",
                        "Take one of them away, or write " + second + " on the method itself, which outdoes both.",
                        second.place()));
    }
}
