package cases;

import dev.muster.Idempotent;
import dev.muster.Parallel;
import dev.muster.Workers;

public class NoAttempts {
    @Parallel(on = Workers.PROCESSES)
    @Idempotent(
            attempts = 0) // <-- MUSTER-505
    void post() {}
}
