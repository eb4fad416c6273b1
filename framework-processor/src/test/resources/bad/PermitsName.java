package cases;

import dev.muster.Permits;

class PermitsName {
    @Permits(
            value = 3,
            of = "data-base") // <-- MUSTER-401
    void query() {}
}
