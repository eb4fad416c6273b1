package dev.muster.processor.check;

import dev.muster.Parallel;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pool has one kind of workers and one size. */
final class OnePoolOneMeaning implements TogetherRule {
    private static final int CODE = 204;

    @Override
    public List<Finding> check(Target target) {
        List<Finding> findings = new ArrayList<>();
        Map<String, AnnotatedMethod> kinds = new HashMap<>();
        Map<String, AnnotatedMethod> sizes = new HashMap<>();
        for (AnnotatedMethod method : target.methods()) {
            if (!method.spec().pool().isEmpty()) {
                kind(method, kinds).or(() -> size(method, sizes)).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> kind(AnnotatedMethod method, Map<String, AnnotatedMethod> first) {
        AnnotatedMethod other = first.computeIfAbsent(method.spec().pool(), pool -> method);
        return other.spec().on() == method.spec().on()
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        "Pool \"" + method.spec().pool() + "\" is on "
                                + method.spec().on() + " for " + method + " but on "
                                + other.spec().on() + " for " + other + ".",
                        "Write the same kind at both, or name two pools.",
                        method.at(Parallel.class, "on", "pool")));
    }

    private static Optional<Finding> size(AnnotatedMethod method, Map<String, AnnotatedMethod> first) {
        if (method.spec().workers() == 0) {
            return Optional.empty();
        }
        AnnotatedMethod other = first.computeIfAbsent(method.spec().pool(), pool -> method);
        return other.spec().workers() == method.spec().workers()
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        "Pool \"" + method.spec().pool() + "\" has "
                                + method.spec().workers() + " workers for " + method + " but "
                                + other.spec().workers() + " for " + other + ".",
                        "Write the size once, or the same size at both, or name two pools.",
                        method.at(Parallel.class, "workers")));
    }
}
