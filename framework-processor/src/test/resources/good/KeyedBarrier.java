package cases;

import dev.muster.Barrier;
import dev.muster.Key;
import dev.muster.Parallel;

class KeyedBarrier {
    @Parallel
    @Barrier(value = "start", parties = 2)
    void run(@Key String place) {}
}
