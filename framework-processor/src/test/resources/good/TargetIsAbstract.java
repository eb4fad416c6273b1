package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

abstract class TargetIsAbstract {
    @Parallel(on = Workers.CORES)
    abstract int square(int x);
}
