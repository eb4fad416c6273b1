package dev.muster.processor.check;

import dev.muster.Parallel;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Identifiers;
import java.util.Optional;

/** Pool names also stand in configuration keys and thread names. */
final class PoolIsIdentifier implements MethodRule {
    private static final int CODE = 202;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        String pool = method.spec().pool();
        return pool.isEmpty() || Identifiers.isPlain(pool)
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        method + " names its pool \"" + pool + "\", which is not a plain identifier.",
                        "Use letters, digits and _, such as \"" + Suggestion.identifier(pool, "pool") + "\".",
                        method.at(Parallel.class, "pool")));
    }
}
