package cases;

import dev.muster.Guarded;
import dev.muster.Mode;

class BothModes {
    @Guarded("ledger")
    @Guarded(
            value = "journal",
            mode = Mode.SHARED)
    void transfer() {}
}
