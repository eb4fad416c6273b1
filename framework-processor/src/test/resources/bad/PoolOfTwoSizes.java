package cases;

import dev.muster.Parallel;

class PoolOfTwoSizes {
    @Parallel(pool = "web", workers = 4)
    int square(int x) {
        return x * x;
    }

    @Parallel(pool = "web")
    int none() {
        return 0;
    }

    @Parallel(
            pool = "web",
            workers = 5) // <-- MUSTER-204
    int cube(int x) {
        return x * x * x;
    }
}
