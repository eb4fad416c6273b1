package dev.muster.benchmarks.table;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** What was measured once: figures by the name of the side, each by its own name. */
record Round(Map<String, Map<String, Double>> sides) {
    boolean has(String side) {
        return sides.containsKey(side);
    }

    double figure(String side, String name) {
        Map<String, Double> figures = Objects.requireNonNull(sides.get(side), () -> side + " was not measured");
        return Objects.requireNonNull(figures.get(name), () -> side + " does not tell its " + name);
    }

    /** The side with the best figure. */
    String best(Collection<String> rivals, String name, Bound bound) {
        return rivals.stream()
                .filter(this::has)
                .min((a, b) -> bound.compare(figure(a, name), figure(b, name)))
                .orElseThrow(() -> new IllegalStateException("no rival was measured"));
    }
}
