package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class ConditionWithParameter {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull")
    void put() {}

    boolean isNotFull() {
        return true;
    }
}
