package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyArray {
    @Guarded("account")
    void deposit(
            @Key String account,
            long cents) {}
}
