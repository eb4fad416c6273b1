package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyArray {
    @Guarded("account")
    void deposit(
            @Key byte[] account, // <-- MUSTER-443
            long cents) {}
}
