package cases;

import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Priority;

class PriorityOfBlocking {
    @Parallel
    @Guarded("ledger")
    @Priority(8)
    void transfer() {}
}
