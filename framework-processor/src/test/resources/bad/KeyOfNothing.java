package cases;

import dev.muster.Key;
import dev.muster.Parallel;

class KeyOfNothing {
    @Parallel
    void deposit(
            @Key String account, // <-- MUSTER-441
            long cents) {}
}
