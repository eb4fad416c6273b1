package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class TargetNeedsArguments {
    private final int factor;

    TargetNeedsArguments(int factor) {
        this.factor = factor;
    }

    @Parallel(
            on = Workers.PROCESSES) // <-- MUSTER-302
    int times(int x) {
        return factor * x;
    }

    @Parallel(on = Workers.PROCESSES)
    int plus(int x) {
        return factor + x;
    }
}
