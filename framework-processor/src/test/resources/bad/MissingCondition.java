package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class MissingCondition {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFul") // <-- MUSTER-422
    void put() {}

    boolean isNotFull() {
        return true;
    }
}
