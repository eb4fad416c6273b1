package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A call holds a lock either alone or together with others. */
final class OneMode implements MethodRule {
    private static final int CODE = 404;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        Map<String, Claim.Lock> first = new HashMap<>();
        for (Need need : method.terms().needs()) {
            if (need.claim() instanceof Claim.Lock lock
                    && first.computeIfAbsent(lock.name(), name -> lock).mode() != lock.mode()) {
                return Optional.of(finding(method, need));
            }
        }
        return Optional.empty();
    }

    private static Finding finding(AnnotatedMethod method, Need need) {
        return new Finding(
                CODE,
                method + " asks for " + need + " both EXCLUSIVE and SHARED.",
                "EXCLUSIVE includes SHARED; remove the SHARED one, or name two locks.",
                need.by().at("mode"));
    }
}
