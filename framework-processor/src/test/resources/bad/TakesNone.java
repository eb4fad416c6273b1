package cases;

import dev.muster.Permits;

class TakesNone {
    @Permits(
            value = 3,
            take = 0) // <-- MUSTER-405
    void query() {}
}
