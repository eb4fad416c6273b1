package cases;

import dev.muster.Permits;

class NoPermits {
    @Permits(
            3)
    void query() {}
}
