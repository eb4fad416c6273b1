package dev.muster.processor.check;

import dev.muster.Timeout;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A blocking call runs on its caller's thread, from which it cannot be taken away. */
final class RunLimitNeedsParallel implements MethodRule {
    private static final int CODE = 503;

    @Override
    public Optional<Finding> check(Target target, AnnotatedMethod method) {
        return method.terms()
                .limits()
                .filter(limits -> method.isBlocking() && !limits.run().isEmpty())
                .map(limits -> new Finding(
                        CODE,
                        "The run of " + method
                                + " cannot be limited: without @Parallel it runs on its caller's thread.",
                        "Add @Parallel, or limit the wait instead: @Timeout(waiting = \"" + limits.run() + "\").",
                        method.at(Timeout.class, "value")));
    }
}
