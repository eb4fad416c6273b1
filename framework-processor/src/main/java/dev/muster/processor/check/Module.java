package dev.muster.processor.check;

import dev.muster.processor.model.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The types that are compiled together.
 *
 * @param targets these types
 * @param setElsewhere the events that classes set which were compiled before, empty if that cannot be known; expensive to ask
 */
public record Module(List<Target> targets, Supplier<Optional<Set<String>>> setElsewhere) {
    /** Copies the targets. */
    public Module {
        targets = List.copyOf(targets);
    }
}
