package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A method names each of its resources once; a lock in two modes is {@link OneMode}'s. */
final class NamedOnce implements MethodRule {
    private static final int CODE = 403;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return twice(method.terms().needs())
                .or(() -> twice(method.terms().fires()))
                .map(need -> new Finding(
                        CODE,
                        method + " names " + need + " twice.",
                        need.claim() instanceof Claim.Permits
                                ? "Write it once; 'take' says how many of them a call takes."
                                : "Write it once.",
                        need.place()));
    }

    private static Optional<Need> twice(List<Need> needs) {
        Set<Object> seen = new HashSet<>();
        return needs.stream().filter(need -> !seen.add(identity(need))).findFirst();
    }

    private static Object identity(Need need) {
        return need.claim() instanceof Claim.Lock ? need.claim() : List.of(need.kind(), need.name());
    }
}
