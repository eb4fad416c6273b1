package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyOfUnknown {
    @Guarded("account")
    void deposit(
            @Key("acount") String account, // <-- MUSTER-441
            long cents) {}
}
