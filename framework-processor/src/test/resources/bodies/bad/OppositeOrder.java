package cases;

import dev.muster.Guarded;
import dev.muster.Parallel;

class OppositeOrder {
    private final OppositeOrderDispatcher calls = new OppositeOrderDispatcher(this);

    @Parallel
    @Guarded("ledger")
    void book() {
        calls.audit();
    }

    @Guarded("audit")
    void audit() {}

    @Guarded("audit")
    void check() {
        calls.post().join(); // <-- MUSTER-452
    }

    @Parallel
    @Guarded("ledger")
    void post() {}
}
