package cases;

import dev.muster.Guarded;

class NoLocks {
    @Guarded(
            {"transfer"})
    void transfer() {}
}
