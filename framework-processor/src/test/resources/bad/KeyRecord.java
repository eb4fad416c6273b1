package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyRecord {
    record Account(byte[] number) {}

    @Guarded("account")
    void deposit(
            @Key Account account, // <-- MUSTER-443
            long cents) {}
}
