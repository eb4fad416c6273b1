package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class ConditionIsNoQuestion {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull") // <-- MUSTER-423
    void put() {}

    int isNotFull() {
        return 1;
    }
}
