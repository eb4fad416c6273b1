package cases;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;

class ConstructorThrows {
    ConstructorThrows() throws IOException {}

    @Parallel(on = Workers.PROCESSES) // <-- MUSTER-302
    int square(int x) {
        return x * x;
    }
}
