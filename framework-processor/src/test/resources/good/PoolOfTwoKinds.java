package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class PoolOfTwoKinds {
    @Parallel(pool = "web")
    int square(int x) {
        return x * x;
    }

    @Parallel(
            pool = "cubes",
            on = Workers.CORES)
    int cube(int x) {
        return x * x * x;
    }
}
