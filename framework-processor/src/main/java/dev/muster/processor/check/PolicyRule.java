package dev.muster.processor.check;

import dev.muster.processor.model.Policy;
import dev.muster.processor.report.Finding;
import java.util.Optional;

/** A rule about one custom policy, wherever its annotation stands. */
interface PolicyRule {
    /** What is wrong, if anything is. */
    Optional<Finding> check(Policy policy);
}
