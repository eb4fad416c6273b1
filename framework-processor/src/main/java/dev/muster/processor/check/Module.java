package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import java.util.List;
import java.util.function.Predicate;

/**
 * The types that are compiled together.
 *
 * @param targets these types
 * @param setsElsewhere whether a class that was compiled before sets an event; expensive to ask
 */
public record Module(List<Target> targets, Predicate<String> setsElsewhere) {
    /** Copies the targets. */
    public Module {
        targets = List.copyOf(targets);
    }
}
