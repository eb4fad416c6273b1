package cases;

import dev.muster.Permits;

class TakesNone {
    @Permits(
            value = 3,
            take = 1)
    void query() {}
}
