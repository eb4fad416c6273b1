package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** On a type there are policies alone; what calls need is said on their methods. */
final class TermsAreOfMethods implements TypeRule {
    private static final int CODE = 610;

    @Override
    public Optional<Finding> check(Target target) {
        return target.strayTerms().stream()
                .findFirst()
                .map(stray -> new Finding(
                        CODE,
                        "An annotation on " + target + " stands for " + stray + ", which belongs on a method.",
                        "Write it on the methods; on a type only policies count.",
                        stray.place()));
    }
}
