package cases;

import dev.muster.Permits;

class NoPermits {
    @Permits(
            0) // <-- MUSTER-405
    void query() {}
}
