package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import dev.muster.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Within a type, a resource has one scope; in two scopes there would be two of it, which do not exclude each other. */
final class OneScope implements TogetherRule {
    private static final int CODE = 412;

    @Override
    public List<Finding> check(Target target) {
        List<Finding> findings = new ArrayList<>();
        Map<Object, Use> first = new HashMap<>();
        for (Use use : Use.in(List.of(target))) {
            Use other =
                    first.computeIfAbsent(List.of(use.need().kind(), use.need().name()), resource -> use);
            if (other.scope() != use.scope()) {
                findings.add(new Finding(
                        CODE,
                        "The scope of " + use.need() + " is " + use.scope() + " in " + use.method() + " but "
                                + other.scope() + " in " + other.method() + ", so that there would be two of it.",
                        "Write the same scope at both, or two names.",
                        use.need().by().at("scope")));
            }
        }
        return findings;
    }
}
