package cases;

import dev.muster.Parallel;

class PoolName {
    @Parallel(
            workers = 4,
            pool = "web_calls")
    int square(int x) {
        return x * x;
    }
}
