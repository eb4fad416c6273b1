package cases;

import dev.muster.Parallel;

class NegativeWorkers {
    @Parallel(
            workers = -1) // <-- MUSTER-201
    int square(int x) {
        return x * x;
    }
}
