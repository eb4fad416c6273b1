package cases;

import dev.muster.Guarded;

class LockTwice {
    @Guarded({
        "from",
        "to"
    })
    void transfer() {}
}
