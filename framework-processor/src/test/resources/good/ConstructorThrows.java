package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.UncheckedIOException;

class ConstructorThrows {
    ConstructorThrows() throws UncheckedIOException {}

    @Parallel(on = Workers.PROCESSES)
    int square(int x) {
        return x * x;
    }
}
