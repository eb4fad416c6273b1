package cases;

import dev.muster.Guarded;
import dev.muster.Timeout;

class NoLimit {
    @Guarded("ledger")
    @Timeout(waiting = "2s")
    void transfer() {}
}
