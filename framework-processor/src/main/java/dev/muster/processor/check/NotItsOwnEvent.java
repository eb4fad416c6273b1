package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.Optional;

/** A method does not wait for what its own success brings about. */
final class NotItsOwnEvent implements MethodRule {
    private static final int CODE = 431;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms().fires().stream()
                .filter(event -> isAwaited(event, method))
                .findFirst()
                .map(event -> new Finding(
                        CODE,
                        method + " awaits " + event + ", which it sets itself.",
                        "Remove @AwaitEvent or @FireEvent, or name two events.",
                        event.place()));
    }

    private static boolean isAwaited(Need event, AnnotatedMethod method) {
        return method.terms().claims(Claim.Event.class).stream()
                .anyMatch(awaited -> awaited.name().equals(event.name()));
    }
}
