package dev.muster.processor.check;

import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name means one thing: a lock, permits, an event or a barrier. */
final class OneKind implements ModuleRule {
    private static final int CODE = 411;

    @Override
    public List<Finding> check(Module module) {
        List<Finding> findings = new ArrayList<>();
        Map<Object, Use> first = new HashMap<>();
        for (Use use : Use.in(module.targets())) {
            Use other = first.computeIfAbsent(use.resource(), resource -> use);
            if (!other.need().kind().equals(use.need().kind())) {
                findings.add(new Finding(
                        CODE,
                        "\"" + use.need().name() + "\" is the name of " + kind(use) + " in " + use.method() + " but of "
                                + kind(other) + " in " + other.method() + ".",
                        "Name two things differently.",
                        use.need().place()));
            }
        }
        return findings;
    }

    private static String kind(Use use) {
        return switch (use.need().kind()) {
            case "permits" -> "permits";
            case "event" -> "an event";
            default -> "a " + use.need().kind();
        };
    }
}
