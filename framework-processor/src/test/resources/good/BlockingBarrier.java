package cases;

import dev.muster.Barrier;

class BlockingBarrier {
    @Barrier(value = "start", parties = 2)
    void run() {}
}
