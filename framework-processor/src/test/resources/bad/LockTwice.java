package cases;

import dev.muster.Guarded;

class LockTwice {
    @Guarded({
        "from",
        "to",
        "from" // <-- MUSTER-403
    })
    void transfer() {}
}
