package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyAlone {
    @Guarded("account")
    void deposit(
            @Key String account,
            long cents) {}
}
