package cases;

import dev.muster.Parallel;
import dev.muster.Priority;

class PriorityZero {
    @Parallel
    @Priority(
            0) // <-- MUSTER-205
    int square(int x) {
        return x * x;
    }
}
