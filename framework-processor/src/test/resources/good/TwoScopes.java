package cases;

import dev.muster.Guarded;
import dev.muster.Scope;

class TwoScopes {
    @Guarded(value = "buffer", scope = Scope.INSTANCE)
    void put() {}

    @Guarded(value = "buffer", scope = Scope.INSTANCE)
    void take() {}
}
