package cases;

import dev.muster.Permits;

class PermitsName {
    @Permits(
            value = 3,
            of = "data_base")
    void query() {}
}
