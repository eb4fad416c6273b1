package cases;

import dev.muster.Parallel;
import dev.muster.Priority;

class PriorityTooHigh {
    @Parallel
    @Priority(
            10)
    int square(int x) {
        return x * x;
    }
}
