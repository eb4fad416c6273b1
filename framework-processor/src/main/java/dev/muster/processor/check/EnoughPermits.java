package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.Optional;

/** There is at least one permit, and a call takes at least one and no more than there are. */
final class EnoughPermits implements MethodRule {
    private static final int CODE = 405;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms().needs().stream()
                .flatMap(need -> finding(method, need).stream())
                .findFirst();
    }

    private static Optional<Finding> finding(AnnotatedMethod method, Need need) {
        if (!(need.claim() instanceof Claim.Permits claim)) {
            return Optional.empty();
        }
        if (claim.permits() < 1) {
            return Optional.of(new Finding(
                    CODE,
                    method + " could never run: there are " + claim.permits() + " permits.",
                    "Write how many calls may run at once, 1 or more.",
                    need.by().at("value")));
        }
        if (claim.take() < 1) {
            return Optional.of(new Finding(
                    CODE,
                    method + " takes " + claim.take() + " permits.",
                    "Write how many permits one call takes, 1 or more, or leave 'take' out for 1.",
                    need.by().at("take")));
        }
        return claim.take() <= claim.permits()
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        method + " could never run: a call takes " + claim.take() + " permits of " + claim.permits()
                                + ".",
                        "Take " + claim.permits() + " at most, or let there be more.",
                        need.by().at("take")));
    }
}
