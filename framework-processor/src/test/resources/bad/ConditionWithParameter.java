package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class ConditionWithParameter {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull") // <-- MUSTER-423
    void put() {}

    boolean isNotFull(int size) {
        return true;
    }
}
