package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyedAndNot {
    @Guarded("account")
    void deposit(@Key String account, long cents) {}

    @Guarded("account") // <-- MUSTER-413
    void close(String account) {}
}
