package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class TargetIsInner {
    static class Squares {
        @Parallel(on = Workers.PROCESSES)
        int square(int x) {
            return x * x;
        }
    }
}
