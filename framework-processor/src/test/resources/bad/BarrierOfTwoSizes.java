package cases;

import dev.muster.Barrier;
import dev.muster.Parallel;

class BarrierOfTwoSizes {
    @Barrier(value = "start", parties = 2)
    void one() {}

    @Parallel
    @Barrier("start") // <-- MUSTER-410
    void other() {}
}
