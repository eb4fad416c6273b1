package cases;

import dev.muster.Guarded;

class BlockingMethodOfObject {
    @Guarded("ledger")
    public String asText() {
        return "";
    }
}
