package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyedAndNot {
    @Guarded("account")
    void deposit(@Key String account, long cents) {}

    @Guarded("account")
    void close(@Key String account) {}
}
