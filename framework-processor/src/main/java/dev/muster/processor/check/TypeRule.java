package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A rule about a type, whatever its methods. */
interface TypeRule {
    /** What is wrong, if anything is. */
    Optional<Finding> check(Target target);
}
