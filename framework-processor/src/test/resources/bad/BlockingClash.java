package cases;

import dev.muster.Guarded;
import dev.muster.Parallel;

class BlockingClash {
    @Guarded("ledger")
    void transferAll(int times) {}

    @Parallel
    void transfer() {} // <-- MUSTER-106
}
