package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import dev.muster.spec.Identifiers;
import java.util.Optional;

/** The names of locks, permits, events and barriers are plain identifiers; permits may go without. */
final class ResourceIsIdentifier implements MethodRule {
    private static final int CODE = 401;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms().resources().stream()
                .filter(need -> !Identifiers.isPlain(need.name()) && !isOwn(need))
                .findFirst()
                .map(need -> finding(method, need));
    }

    private static boolean isOwn(Need need) {
        return need.claim() instanceof Claim.Permits && need.name().isEmpty();
    }

    private static Finding finding(AnnotatedMethod method, Need need) {
        return new Finding(
                CODE,
                need.by() + " of " + method + " says \"" + need.name() + "\", which is not a plain identifier.",
                "Use letters, digits and _, such as \"" + Suggestion.identifier(need.name(), need.kind()) + "\".",
                need.place());
    }
}
