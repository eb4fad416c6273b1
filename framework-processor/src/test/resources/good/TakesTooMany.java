package cases;

import dev.muster.Permits;

class TakesTooMany {
    @Permits(
            value = 3,
            take = 3)
    void query() {}
}
