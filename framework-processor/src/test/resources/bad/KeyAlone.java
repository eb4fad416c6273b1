package cases;

import dev.muster.Key;

class KeyAlone {
    void deposit(
            @Key String account, // <-- MUSTER-441
            long cents) {}
}
