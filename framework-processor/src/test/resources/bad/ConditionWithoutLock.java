package cases;

import dev.muster.AwaitCondition;

class ConditionWithoutLock {
    @AwaitCondition("isReady") // <-- MUSTER-421
    void run() {}

    boolean isReady() {
        return true;
    }
}
