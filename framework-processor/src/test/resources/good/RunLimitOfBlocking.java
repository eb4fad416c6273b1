package cases;

import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Timeout;

class RunLimitOfBlocking {
    @Parallel
    @Guarded("ledger")
    @Timeout(
            waiting = "1s",
            value = "2s")
    void transfer() {}
}
