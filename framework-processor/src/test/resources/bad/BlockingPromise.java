package cases;

import dev.muster.Guarded;
import java.util.concurrent.CompletableFuture;

class BlockingPromise {
    @Guarded("ledger")
    CompletableFuture<String> load() { // <-- MUSTER-409
        return CompletableFuture.supplyAsync(() -> "");
    }
}
