package cases;

import dev.muster.Guarded;

class LockName {
    @Guarded({
        "ledger",
        "the_accounts"
    })
    void transfer() {}
}
