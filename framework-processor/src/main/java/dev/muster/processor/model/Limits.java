package dev.muster.processor.model;

import dev.muster.spec.Durations;
import java.util.Optional;

/**
 * The limits of a method's calls.
 *
 * @param run the longest run, as written; empty if it is not
 * @param waiting the longest wait, as written; empty if it is not
 * @param by the annotation
 */
public record Limits(String run, String waiting, Written by) {
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
