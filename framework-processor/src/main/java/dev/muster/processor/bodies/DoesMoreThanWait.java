package dev.muster.processor.bodies;

import dev.muster.Workers;
import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.report.Finding;
import dev.muster.spec.MethodSpec;
import java.util.Optional;

/** A worker of a bounded pool has something better to do than to wait for the others. */
final class DoesMoreThanWait implements BodyRule {
    private static final int CODE = 453;

    @Override
    public Optional<Finding> check(Body body) {
        AnnotatedMethod method = body.method();
        boolean onlyWaits = body.onlyCalls()
                && body.waits()
                && !method.isBlocking()
                && isBounded(method.spec())
                && body.calls().stream()
                        .allMatch(
                                call -> isSamePool(method.spec(), call.called().spec()));
        return onlyWaits
                ? Optional.of(Finding.warning(
                        CODE,
                        method + " only waits for other calls of its own pool, and keeps a worker that they could use.",
                        "Start them where " + method + " is started, or remove its @Parallel; if this is meant, write"
                                + " @SuppressWarnings(\"MUSTER-453\").",
                        body.place()))
                : Optional.empty();
    }

    private static boolean isBounded(MethodSpec spec) {
        return spec.on() != Workers.THREADS
                || spec.workers() > 0
                || !spec.pool().isEmpty();
    }

    /** A method with workers of its own shares them with nobody but itself. */
    private static boolean isSamePool(MethodSpec one, MethodSpec other) {
        if (other.isBlocking() || one.on() != other.on() || !one.pool().equals(other.pool())) {
            return false;
        }
        return one.equals(other) || !one.pool().isEmpty() || (one.workers() == 0 && other.workers() == 0);
    }
}
