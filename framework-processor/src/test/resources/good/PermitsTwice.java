package cases;

import dev.muster.Permits;

class PermitsTwice {
    @Permits(value = 3, of = "database", take = 2)
    void query() {}
}
