package cases;

import dev.muster.Permits;
import dev.muster.Scope;

record InstanceOfRecord(int number) {
    @Permits(
            value = 3,
            scope = Scope.RUNTIME)
    void query() {}
}
