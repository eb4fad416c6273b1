package dev.muster.processor.model;

import dev.muster.spec.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The limits of a method's calls.
 *
 * @param run the longest run, as written; empty if it is not
 * @param waiting the longest wait, as written; empty if it is not
 * @param by the annotation
 */
public record Limits(String run, String waiting, Written by) {
    /** What they mean for a call, each as the end of a sentence about it. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (!waiting.isEmpty()) {
            texts.add("waits at most " + waiting);
        }
        if (!run.isEmpty()) {
            texts.add("runs at most " + run);
        }
        return texts;
    }

    /** What is wrong with the way a limit is written, as the end of a sentence, if anything is. */
    public static Optional<String> fault(String limit) {
        try {
            Durations.parse(limit);
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }
}
