package dev.muster.benchmarks;

import dev.muster.Guarded;
import dev.muster.Parallel;

/** A counter under a lock that is built in, and under one that is a policy. */
public class LockedCounter {
    private long count;

    @Guarded("counter")
    long builtIn() {
        return ++count;
    }

    @Locked
    long policy() {
        return ++count;
    }

    @Parallel
    @Guarded("counter")
    long builtInTask() {
        return ++count;
    }

    @Parallel
    @Locked
    long policyTask() {
        return ++count;
    }
}
