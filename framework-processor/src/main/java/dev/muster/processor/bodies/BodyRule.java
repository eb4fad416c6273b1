package dev.muster.processor.bodies;

import dev.muster.processor.report.Finding;
import java.util.Optional;

/** Something about bodies. One object sees all bodies of a compilation, and may remember. */
interface BodyRule {
    /** What is wrong with a call, if anything. */
    default Optional<Finding> check(Invocation invocation) {
        return Optional.empty();
    }

    /** What is wrong with a body as a whole, if anything. */
    default Optional<Finding> check(Body body) {
        return Optional.empty();
    }
}
