package cases;

import dev.muster.Guarded;
import dev.muster.Timeout;

class NoLimit {
    @Guarded("ledger")
    @Timeout // <-- MUSTER-502
    void transfer() {}
}
