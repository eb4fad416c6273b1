package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyOfUnknown {
    @Guarded("account")
    void deposit(
            @Key("account") String account,
            long cents) {}
}
