package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

abstract class TargetIsAbstract {
    @Parallel(on = Workers.PROCESSES) // <-- MUSTER-302
    abstract int square(int x);
}
