package cases;

import dev.muster.Barrier;
import dev.muster.Parallel;

class NegativeParties {
    @Parallel
    @Barrier(
            value = "start",
            parties = -1) // <-- MUSTER-406
    void run() {}
}
