package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.Serializable;

interface TargetIsInterface extends Serializable {
    @Parallel(on = Workers.PROCESSES)
    int square(int x);
}
