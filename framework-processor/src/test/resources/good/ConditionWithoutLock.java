package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class ConditionWithoutLock {
    @Guarded("state")
    @AwaitCondition("isReady")
    void run() {}

    boolean isReady() {
        return true;
    }
}
