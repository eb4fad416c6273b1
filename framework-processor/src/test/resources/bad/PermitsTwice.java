package cases;

import dev.muster.Permits;

class PermitsTwice {
    @Permits(value = 3, of = "database")
    @Permits(
            value = 3,
            of = "database") // <-- MUSTER-403
    void query() {}
}
