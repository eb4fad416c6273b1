package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyWithIdentity {
    static class Account {}

    @Guarded("account")
    void deposit(
            @Key Account account, // <-- MUSTER-443
            long cents) {}
}
