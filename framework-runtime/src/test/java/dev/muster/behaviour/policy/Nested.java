package dev.muster.behaviour.policy;

import dev.muster.Parallel;
import java.util.concurrent.Callable;

/** Calls that start others, in a pool of one worker. */
class Nested {
    @Parallel(pool = "nested", workers = 1)
    Object outer(Callable<?> body) throws Exception {
        return body.call();
    }

    @Parallel(pool = "nested", workers = 1)
    @Asked
    int inner(int x) {
        return x;
    }
}
