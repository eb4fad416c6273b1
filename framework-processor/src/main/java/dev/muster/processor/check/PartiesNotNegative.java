package dev.muster.processor.check;

import dev.muster.Barrier;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.Optional;

/** A barrier waits for at least one party. */
final class PartiesNotNegative implements MethodRule {
    private static final int CODE = 406;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms().claims(Claim.Barrier.class).stream()
                .filter(barrier -> barrier.parties() < 0)
                .findFirst()
                .map(barrier -> new Finding(
                        CODE,
                        "Barrier \"" + barrier.name() + "\" of " + method + " is for " + barrier.parties()
                                + " parties.",
                        "Write how many calls meet there, 1 or more, or leave 'parties' out for the calls of a fan-out.",
                        method.at(Barrier.class, "parties")));
    }
}
