package dev.muster.examples.puzzles;

import java.util.ArrayList;
import java.util.List;

/** What happened, in order. */
final class Trace {
    private final List<String> events = new ArrayList<>();

    synchronized void add(String event) {
        events.add(event);
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }
}
