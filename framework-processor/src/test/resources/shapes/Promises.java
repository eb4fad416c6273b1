package shapes;

import dev.muster.Parallel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

class Promises {
    @Parallel
    CompletionStage<String> stage(String x) {
        return CompletableFuture.completedFuture(x);
    }

    @Parallel
    CompletableFuture<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    @Parallel
    Future<? extends Number> upper(int x, int y) {
        return null;
    }

    @Parallel
    Future<? super Integer> lower(int x) {
        return null;
    }

    @Parallel
    CompletionStage<?> any(int x) {
        return null;
    }

    @Parallel
    @SuppressWarnings("rawtypes")
    CompletionStage raw(int x) throws Exception {
        return null;
    }

    @Parallel
    <T, F extends CompletableFuture<List<T>>> F generic(F x) {
        return x;
    }

    @Parallel
    Own own(int x) {
        return null;
    }

    static class Own extends CompletableFuture<String> {}
}
