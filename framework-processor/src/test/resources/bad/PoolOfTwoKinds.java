package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class PoolOfTwoKinds {
    @Parallel(pool = "web")
    int square(int x) {
        return x * x;
    }

    @Parallel(
            pool = "web",
            on = Workers.CORES) // <-- MUSTER-204
    int cube(int x) {
        return x * x * x;
    }
}
