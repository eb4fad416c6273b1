package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

class TargetIsInner {
    class Squares {
        @Parallel(on = Workers.PROCESSES) // <-- MUSTER-302
        int square(int x) {
            return x * x;
        }
    }
}
