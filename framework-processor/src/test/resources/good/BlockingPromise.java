package cases;

import dev.muster.Guarded;
import dev.muster.Parallel;
import java.util.concurrent.CompletableFuture;

class BlockingPromise {
    @Parallel
    @Guarded("ledger")
    CompletableFuture<String> load() {
        return CompletableFuture.supplyAsync(() -> "");
    }
}
