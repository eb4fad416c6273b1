package cases;

import dev.muster.Guarded;
import dev.muster.Priority;

class PriorityOfBlocking {
    @Guarded("ledger")
    @Priority(8) // <-- MUSTER-206
    void transfer() {}
}
