package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;

class PrivateCondition {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull")
    void put() {}

    boolean isNotFull() {
        return true;
    }
}
