package dev.muster.processor.check;

import dev.muster.processor.model.AnnotatedMethod;
import dev.muster.processor.model.Need;
import dev.muster.spec.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
    private final Set<String> settled = new HashSet<>();

    Events(List<AnnotatedMethod> methods) {
        this.methods = methods;
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

    private void settleAllThatCanBe() {
        boolean changed = true;
        while (changed) {
            List<String> more = methods.stream()
                    .filter(method -> open(method).isEmpty())
                    .flatMap(method -> method.terms().fires().stream())
                    .map(Need::name)
                    .toList();
            changed = settled.addAll(more);
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
        return methods.stream()
                .filter(method -> method.terms().fires().stream()
                        .anyMatch(fired -> fired.name().equals(event.need().name())))
                .toList();
    }

    private static List<Use> awaited(AnnotatedMethod method) {
        return method.terms().needs().stream()
                .filter(need -> need.claim() instanceof Claim.Event)
                .map(need -> new Use(method, need))
                .toList();
    }
}
