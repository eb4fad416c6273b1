package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class ConditionNotStatic {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull") // <-- MUSTER-423
    static void put() {}

    boolean isNotFull() {
        return true;
    }
}
