package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class PrivateCondition {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull") // <-- MUSTER-423
    void put() {}

    private boolean isNotFull() {
        return true;
    }
}
