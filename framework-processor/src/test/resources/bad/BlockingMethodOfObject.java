package cases;

import dev.muster.Guarded;

class BlockingMethodOfObject {
    @Guarded("ledger")
    @Override
    public String toString() { // <-- MUSTER-107
        return "";
    }
}
