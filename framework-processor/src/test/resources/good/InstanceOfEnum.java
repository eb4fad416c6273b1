package cases;

import dev.muster.Guarded;

enum InstanceOfEnum {
    ONE;

    @Guarded("ledger")
    void transfer() {}
}
