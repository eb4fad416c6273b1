package cases;

import dev.muster.Guarded;
import dev.muster.Key;

class KeyVarargs {
    @Guarded("account")
    void close(
            @Key String... accounts) {} // <-- MUSTER-443
}
