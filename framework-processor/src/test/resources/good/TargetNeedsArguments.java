package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.Serializable;

class TargetNeedsArguments implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int factor;

    TargetNeedsArguments(int factor) {
        this.factor = factor;
    }

    @Parallel(
            on = Workers.PROCESSES)
    int times(int x) {
        return factor * x;
    }

    @Parallel(on = Workers.PROCESSES)
    int plus(int x) {
        return factor + x;
    }
}
