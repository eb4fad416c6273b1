package cases;

import dev.muster.Guarded;
import dev.muster.Key;
import java.util.concurrent.atomic.AtomicInteger;

class KeyMutable {
    @Guarded("account")
    void deposit(
            @Key AtomicInteger account, // <-- MUSTER-443
            long cents) {}
}
