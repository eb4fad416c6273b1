package cases;

import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Parallel;

class KeyOfNothing {
    @Parallel
    @Guarded("account")
    void deposit(
            @Key String account,
            long cents) {}
}
