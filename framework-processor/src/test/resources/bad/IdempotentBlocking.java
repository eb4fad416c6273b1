package cases;

import dev.muster.Guarded;
import dev.muster.Idempotent;

class IdempotentBlocking {
    @Guarded("ledger")
    @Idempotent // <-- MUSTER-504
    void post() {}
}
