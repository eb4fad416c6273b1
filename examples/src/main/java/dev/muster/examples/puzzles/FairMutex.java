package dev.muster.examples.puzzles;

import dev.muster.Guarded;
import dev.muster.Parallel;
import java.util.concurrent.Callable;

/** LB-13, no-starve mutex: every lock is granted in the order of arrival. */
record FairMutex(Trace trace) {
    @Parallel
    @Guarded("turnstile")
    void enter(String who, Callable<?> how) throws Exception {
        trace.add(who);
        how.call();
    }
}
