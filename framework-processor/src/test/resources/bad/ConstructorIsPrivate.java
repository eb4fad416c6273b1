package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

final class ConstructorIsPrivate {
    private ConstructorIsPrivate() {}

    @Parallel(on = Workers.PROCESSES) // <-- MUSTER-302
    int square(int x) {
        return x * x;
    }
}
