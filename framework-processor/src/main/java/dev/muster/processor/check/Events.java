package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.spec.Claim;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The events of some methods, with those that can be set.
 *
 * <p>An event can be set when one of the methods that set it can start, and that can start when all events that it awaits can
 * be set. What is left over when no more can be set waits for itself. Events that no method sets are taken to be set
 * elsewhere, and so are those with keys: a method may await an event for one value and set it for another.
 */
final class Events {
    private final List<AnnotatedMethod> methods;
    private final Map<String, List<AnnotatedMethod>> setters = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    Events(List<AnnotatedMethod> methods) {
        this.methods = methods;
        for (AnnotatedMethod method : methods) {
            method.terms().fires().stream()
                    .map(Need::name)
                    .distinct()
                    .forEach(event -> setters.computeIfAbsent(event, none -> new ArrayList<>())
                            .add(method));
        }
        methods.stream()
                .flatMap(method -> awaited(method).stream())
                .filter(use -> setters(use).isEmpty() || use.method().terms().isKeyed(use.need()))
                .forEach(use -> settled.add(use.need().name()));
    }

    /** These can be set, too. */
    void settle(Collection<String> events) {
        settled.addAll(events);
    }

    /** Awaited events that cannot be set; each one's method sets that of the one before, and the first one's the last. */
    Optional<List<Use>> circle() {
        settleAllThatCanBe();
        return methods.stream()
                .flatMap(method -> open(method).stream())
                .findFirst()
                .map(this::circle);
    }

    /** Looks at each method once, and once more whenever an event is settled that it was seen to await. */
    private void settleAllThatCanBe() {
        Map<String, List<AnnotatedMethod>> waiting = new HashMap<>();
        Deque<AnnotatedMethod> unseen = new ArrayDeque<>(methods);
        while (!unseen.isEmpty()) {
            AnnotatedMethod method = unseen.pop();
            Optional<Use> open = open(method);
            if (open.isPresent()) {
                waiting.computeIfAbsent(open.get().need().name(), none -> new ArrayList<>())
                        .add(method);
            } else {
                method.terms().fires().stream()
                        .map(Need::name)
                        .filter(settled::add)
                        .forEach(event -> unseen.addAll(waiting.getOrDefault(event, List.of())));
            }
        }
    }

    private List<Use> circle(Use start) {
        List<Use> path = new ArrayList<>();
        Use next = start;
        while (!path.contains(next)) {
            path.add(next);
            next = open(setters(next).get(0)).orElseThrow();
        }
        return path.subList(path.indexOf(next), path.size());
    }

    /** The same circle, beginning with the method that comes last in the source. */
    List<Use> fromLast(List<Use> circle) {
        Use last = circle.stream()
                .max(Comparator.comparingInt(use -> methods.indexOf(use.method())))
                .orElseThrow();
        List<Use> turned = new ArrayList<>(circle);
        Collections.rotate(turned, -circle.indexOf(last));
        return turned;
    }

    /** The first event that a method awaits and that cannot be set. */
    private Optional<Use> open(AnnotatedMethod method) {
        return awaited(method).stream()
                .filter(use -> !settled.contains(use.need().name()))
                .findFirst();
    }

    private List<AnnotatedMethod> setters(Use event) {
        return setters.getOrDefault(event.need().name(), List.of());
    }

    private static List<Use> awaited(AnnotatedMethod method) {
        return method.terms().needs().stream()
                .filter(need -> need.claim() instanceof Claim.Event)
                .map(need -> new Use(method, need))
                .toList();
    }
}
