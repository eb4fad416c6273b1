package dev.muster.benchmarks;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.List;

/** A body that fans out itself. */
final class Within {
    private final TinyDispatcher tiny;

    Within(TinyDispatcher tiny) {
        this.tiny = tiny;
    }

    @Parallel(on = Workers.CORES)
    int burnEach(List<Integer> inner) {
        return tiny.burnAll(inner).join().size();
    }
}
