package cases;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Permits;

class KeyOfSeveral {
    @Guarded("account")
    @Permits(value = 3, of = "database")
    void deposit(
            @Key String account, // <-- MUSTER-442
            long cents) {}
}
