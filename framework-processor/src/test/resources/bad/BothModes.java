package cases;

import dev.muster.Guarded;
import dev.muster.Mode;

class BothModes {
    @Guarded("ledger")
    @Guarded(
            value = {"ledger", "journal"},
            mode = Mode.SHARED) // <-- MUSTER-404
    void transfer() {}
}
