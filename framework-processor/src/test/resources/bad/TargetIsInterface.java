package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

interface TargetIsInterface {
    @Parallel(on = Workers.PROCESSES) // <-- MUSTER-302
    int square(int x);
}
