package dev.muster.processor.bodies;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.report.Finding;
import dev.muster.spec.Claim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who holds a lock or permits and waits for a call that needs others makes an order among them; all bodies together make no
 * circle. Remembers, for each resource, by which bodies others are asked for while it is held.
 */
final class OneOrder implements BodyRule {
    private static final int CODE = 452;

    private final Map<String, Map<String, Step>> inner = new HashMap<>();

    /** While {@code held} is held, {@code by} waits for {@code called}, which needs {@code wanted}. */
    private record Step(String held, String wanted, String by, AnnotatedMethod called) {
        @Override
        public String toString() {
            return by + " holds " + held + " and waits for " + called + ", which needs " + wanted;
        }
    }

    @Override
    public Optional<Finding> check(Invocation invocation) {
        if (invocation.way() != Invocation.Way.AWAITED || invocation.caller().isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> first = Optional.empty();
        for (Step step : steps(invocation.by(), invocation.caller().get(), invocation.called())) {
            boolean isNew = inner.computeIfAbsent(step.held(), any -> new LinkedHashMap<>())
                            .putIfAbsent(step.wanted(), step)
                    == null;
            List<Step> back = isNew ? way(step.wanted(), step.held()) : List.of();
            if (!back.isEmpty() && first.isEmpty()) {
                first = Optional.of(finding(step, back, invocation));
            }
        }
        return first;
    }

    private static List<Step> steps(String by, AnnotatedMethod caller, AnnotatedMethod called) {
        List<String> held = resources(caller);
        List<Step> steps = new ArrayList<>();
        for (String wanted : resources(called)) {
            if (!held.contains(wanted)) { // it is lent
                held.forEach(each -> steps.add(new Step(each, wanted, by, called)));
            }
        }
        return steps;
    }

    private static List<String> resources(AnnotatedMethod method) {
        return method.terms().needs().stream()
                .filter(need -> need.claim() instanceof Claim.Lock || need.claim() instanceof Claim.Permits)
                .map(need -> need.name().isEmpty() ? "permits of " + method : need.toString())
                .distinct()
                .toList();
    }

    /** The shortest way from one resource to another; empty if there is none. */
    private List<Step> way(String from, String to) {
        Map<String, Step> reachedBy = new HashMap<>();
        Deque<String> reached = new ArrayDeque<>(List.of(from));
        Set<String> seen = new HashSet<>(reached);
        while (!reached.isEmpty() && !reachedBy.containsKey(to)) {
            for (Step step : inner.getOrDefault(reached.poll(), Map.of()).values()) {
                if (seen.add(step.wanted())) {
                    reachedBy.put(step.wanted(), step);
                    reached.add(step.wanted());
                }
            }
        }
        List<Step> way = new ArrayList<>();
        for (Step last = reachedBy.get(to); last != null; last = reachedBy.get(last.held())) {
            way.add(last);
        }
        Collections.reverse(way);
        return way;
    }

    private static Finding finding(Step step, List<Step> back, Invocation at) {
        StringBuilder text = new StringBuilder(step.toString());
        back.forEach(other -> text.append("; ").append(other));
        return Finding.warning(
                CODE,
                text + ": at the same time they would wait for each other.",
                "Nest them in one order everywhere, or ask for all at once at the outer method.",
                at.place());
    }
}
