package cases;

import dev.muster.Guarded;

class NoLocks {
    @Guarded(
            {}) // <-- MUSTER-402
    void transfer() {}
}
