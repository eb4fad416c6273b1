package cases;

import dev.muster.Permits;

class TakesTooMany {
    @Permits(
            value = 3,
            take = 4) // <-- MUSTER-405
    void query() {}
}
