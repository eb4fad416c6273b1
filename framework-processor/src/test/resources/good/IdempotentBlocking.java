package cases;

import dev.muster.Guarded;
import dev.muster.Idempotent;
import dev.muster.Parallel;
import dev.muster.Workers;

public class IdempotentBlocking {
    @Parallel(on = Workers.PROCESSES)
    @Guarded("ledger")
    @Idempotent
    void post() {}
}
