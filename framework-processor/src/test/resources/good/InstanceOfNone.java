package cases;

import dev.muster.Guarded;
import dev.muster.Scope;

class InstanceOfNone {
    @Guarded(
            value = "ledger",
            scope = Scope.INSTANCE)
    void transfer() {}
}
