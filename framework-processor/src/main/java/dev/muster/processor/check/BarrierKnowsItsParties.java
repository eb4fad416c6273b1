package dev.muster.processor.check;

import dev.muster.Barrier;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.Optional;

/** Without a number of parties a barrier is for the calls of one fan-out; there must be such a thing. */
final class BarrierKnowsItsParties implements MethodRule {
    private static final int CODE = 407;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms().needs().stream()
                .filter(need -> need.claim() instanceof Claim.Barrier barrier && barrier.parties() == 0)
                .findFirst()
                .flatMap(need -> obstacle(method, need)
                        .map(obstacle -> new Finding(
                                CODE,
                                "Nobody knows how many parties " + need + " of " + method + " waits for: " + obstacle
                                        + ".",
                                "Write how many calls meet there, such as parties = 2.",
                                method.at(Barrier.class, "parties"))));
    }

    private static Optional<String> obstacle(AnnotatedMethod method, Need barrier) {
        if (method.isBlocking()) {
            return Optional.of("without @Parallel there is no fan-out whose calls could be counted");
        }
        return method.terms().isKeyed(barrier)
                ? Optional.of("the calls of a fan-out may have any keys, each of which has a barrier of its own")
                : Optional.empty();
    }
}
