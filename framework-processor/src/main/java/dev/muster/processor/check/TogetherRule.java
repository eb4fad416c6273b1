package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.List;

/** A rule about methods of one type that do not go together, or with their type. */
interface TogetherRule {
    /** What is wrong. */
    List<Finding> check(Target target);
}
