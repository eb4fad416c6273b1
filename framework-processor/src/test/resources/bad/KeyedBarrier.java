package cases;

import dev.muster.Barrier;
import dev.muster.Key;
import dev.muster.Parallel;

class KeyedBarrier {
    @Parallel
    @Barrier("start") // <-- MUSTER-407
    void run(@Key String place) {}
}
