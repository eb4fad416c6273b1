package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyOfConstructor {
    KeyOfConstructor(
            @Key String account) {} // <-- MUSTER-444

    @Guarded("account")
    void deposit(String account) {}
}
