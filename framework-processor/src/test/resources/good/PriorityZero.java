package cases;

import dev.muster.Parallel;
import dev.muster.Priority;

class PriorityZero {
    @Parallel
    @Priority(
            Priority.LOWEST)
    int square(int x) {
        return x * x;
    }
}
