package cases;

import dev.muster.Guarded;
import dev.muster.Parallel;

class DirectCallInside {
    @Parallel
    @Guarded("ledger")
    void post() {
        Runnable later = () -> print("posted");
        later.run();
    }

    @Guarded("ledger")
    void print(String text) {}

    @SuppressWarnings("MUSTER-451")
    void inATest() {
        print("nobody else is there");
    }
}
