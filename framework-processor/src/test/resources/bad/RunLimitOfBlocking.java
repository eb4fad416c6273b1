package cases;

import dev.muster.Guarded;
import dev.muster.Timeout;

class RunLimitOfBlocking {
    @Guarded("ledger")
    @Timeout(
            waiting = "1s",
            value = "2s") // <-- MUSTER-503
    void transfer() {}
}
