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

    @Guarded({"ledger", "audit"})
    void check() {
        calls.post().join();
    }

    @Parallel
    @Guarded("ledger")
    void post() {}
}
