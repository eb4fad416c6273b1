package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class ConditionNotStatic {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull")
    static void put() {}

    static boolean isNotFull() {
        return true;
    }
}
