package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyWithIdentity {
    record Account(String number) {}

    @Guarded("account")
    void deposit(
            @Key Account account,
            long cents) {}
}
