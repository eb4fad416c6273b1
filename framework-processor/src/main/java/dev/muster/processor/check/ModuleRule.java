package dev.muster.processor.check;

import dev.muster.processor.report.Finding;
import java.util.List;

/** A rule about all types that are compiled together: names are shared among them. */
interface ModuleRule {
    /** What is wrong. */
    List<Finding> check(Module module);
}
