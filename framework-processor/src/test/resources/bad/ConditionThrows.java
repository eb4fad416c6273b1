package cases;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import java.io.IOException;

class ConditionThrows {
    @Guarded("buffer")
    @AwaitCondition(
            "isNotFull") // <-- MUSTER-423
    void put() {}

    boolean isNotFull() throws IOException {
        return true;
    }
}
