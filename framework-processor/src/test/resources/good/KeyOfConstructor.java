package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyOfConstructor {
    KeyOfConstructor(
            String account) {}

    @Guarded("account")
    void deposit(@Key String account) {}
}
