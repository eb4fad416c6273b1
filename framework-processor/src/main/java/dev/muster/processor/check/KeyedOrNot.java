package dev.muster.processor.check;

import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A resource has keys everywhere or nowhere; the one without a key has nothing to do with those that have one. */
final class KeyedOrNot implements ModuleRule {
    private static final int CODE = 413;

    @Override
    public List<Finding> check(Module module) {
        List<Finding> findings = new ArrayList<>();
        Map<Object, Use> first = new HashMap<>();
        for (Use use : Use.in(module.targets())) {
            Use other = first.computeIfAbsent(List.of(use.need().kind(), use.resource()), resource -> use);
            if (isKeyed(other) != isKeyed(use)) {
                findings.add(finding(use, isKeyed(use) ? use : other, isKeyed(use) ? other : use));
            }
        }
        return findings;
    }

    private static boolean isKeyed(Use use) {
        return use.method().terms().isKeyed(use.need());
    }

    private static Finding finding(Use later, Use keyed, Use plain) {
        return new Finding(
                CODE,
                keyed.method() + " has a key for " + keyed.need() + " but " + plain.method()
                        + " has none, so that they would not meet.",
                "Mark a parameter with @Key, or name two things differently.",
                later.need().place());
    }
}
