package cases;

import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Permits;

class DirectCallInside {
    @Parallel
    @Guarded("ledger")
    void post() {
        Runnable later = () -> print("posted"); // <-- MUSTER-451
        later.run();
    }

    @Permits(2)
    void print(String text) {}
}
