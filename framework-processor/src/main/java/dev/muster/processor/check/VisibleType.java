package dev.muster.processor.check;

import dev.muster.processor.model.SimpleNames;
import dev.muster.processor.model.Target;
import dev.muster.processor.model.Visibility;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** The dispatcher, a class beside the target, must be able to see it. */
final class VisibleType implements TypeRule {
    private static final int CODE = 102;

    @Override
    public Optional<Finding> check(Target target) {
        return target.visibility() != Visibility.PRIVATE ? Optional.empty() : Optional.of(finding(target));
    }

    private static Finding finding(Target target) {
        String hiding = target.hiddenBy().map(SimpleNames::of).orElse(target.toString());
        String why = hiding.equals(target.toString()) ? "is private" : "is inside " + hiding + ", which is private";
        return new Finding(
                CODE,
                target + " " + why + ", so that its dispatcher " + SimpleNames.of(target.dispatcher())
                        + ", a class in the same package, cannot see it.",
                "Make " + hiding + " package-private or more visible.",
                target.place());
    }
}
