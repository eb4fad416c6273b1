package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** An annotation that compilers drop would be lost in incremental builds. */
final class PolicyIsKept implements PolicyRule {
    private static final int CODE = 606;

    @Override
    public Optional<Finding> check(Policy policy) {
        return !policy.isSource()
                ? Optional.empty()
                : Optional.of(new Finding(
                        CODE,
                        policy + " has RetentionPolicy.SOURCE, so that an incremental build may not see it.",
                        "Give it @Retention(RetentionPolicy.CLASS), or RUNTIME.",
                        policy.place()));
    }
}
