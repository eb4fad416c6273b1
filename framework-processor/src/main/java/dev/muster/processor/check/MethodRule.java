package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A rule about one method. */
interface MethodRule {
    /** What is wrong with a method of a target, if anything is. */
    Optional<Finding> check(Target target, AnnotatedMethod method);
}
