package cases;

import dev.muster.Barrier;

class BlockingBarrier {
    @Barrier("start") // <-- MUSTER-407
    void run() {}
}
