package cases;

import dev.muster.Parallel;

class PoolName {
    @Parallel(
            workers = 4,
            pool = "web calls") // <-- MUSTER-202
    int square(int x) {
        return x * x;
    }
}
