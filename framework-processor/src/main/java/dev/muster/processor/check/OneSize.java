package dev.muster.processor.check;

import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Permits of one name have one number, and a barrier has one number of parties. */
final class OneSize implements ModuleRule {
    private static final int CODE = 410;

    @Override
    public List<Finding> check(Module module) {
        List<Finding> findings = new ArrayList<>();
        Map<Object, Use> first = new HashMap<>();
        for (Use use : Use.in(module.targets())) {
            Claim claim = use.need().claim();
            if (claim instanceof Claim.Permits || claim instanceof Claim.Barrier) {
                Use other = first.computeIfAbsent(List.of(use.need().kind(), use.resource()), resource -> use);
                if (!size(use).equals(size(other))) {
                    findings.add(finding(use, other));
                }
            }
        }
        return findings;
    }

    private static Finding finding(Use use, Use other) {
        boolean permits = use.need().claim() instanceof Claim.Permits;
        String name = permits
                ? "Permits \"" + use.need().name() + "\" are "
                : "Barrier \"" + use.need().name() + "\" is ";
        return new Finding(
                CODE,
                name + size(use) + " in " + use.method() + " but " + size(other) + " in " + other.method() + ".",
                "Write the same number at both, or name two " + (permits ? "kinds of permits." : "barriers."),
                use.need().by().at(permits ? "value" : "parties"));
    }

    private static String size(Use use) {
        if (use.need().claim() instanceof Claim.Permits permits) {
            return String.valueOf(permits.permits());
        }
        int parties = use.need().claim() instanceof Claim.Barrier barrier ? barrier.parties() : 0;
        return parties == 0 ? "for the calls of a fan-out" : "for " + parties + " parties";
    }
}
