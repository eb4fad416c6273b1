package cases;

import dev.muster.Parallel;
import dev.muster.Workers;

final class ConstructorIsPrivate {
    private ConstructorIsPrivate() {}

    @Parallel(on = Workers.PROCESSES)
    static int square(int x) {
        return x * x;
    }
}
