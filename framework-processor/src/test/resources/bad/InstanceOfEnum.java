package cases;

import dev.muster.Guarded;
import dev.muster.Scope;

enum InstanceOfEnum {
    ONE;

    @Guarded(
            value = "ledger",
            scope = Scope.INSTANCE) // <-- MUSTER-408
    void transfer() {}
}
