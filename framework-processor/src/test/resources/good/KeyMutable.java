package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyMutable {
    @Guarded("account")
    void deposit(
            @Key Integer account,
            long cents) {}
}
