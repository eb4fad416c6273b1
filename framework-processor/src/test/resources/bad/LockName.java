package cases;

import dev.muster.Guarded;

class LockName {
    @Guarded({
        "ledger",
        "the accounts" // <-- MUSTER-401
    })
    void transfer() {}
}
