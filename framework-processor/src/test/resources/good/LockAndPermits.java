package cases;

import dev.muster.Guarded;
import dev.muster.Permits;

class LockAndPermits {
    @Guarded("database")
    void read() {}

    static class Other {
        @Permits(
                value = 4,
                of = "connections")
        void write() {}
    }
}
