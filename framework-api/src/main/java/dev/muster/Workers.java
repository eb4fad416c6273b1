package dev.muster;

/** Where the calls of a method run. */
public enum Workers {
    /** A thread a call: a virtual thread on Java 21 and later, a thread from a bounded cached pool before. */
    THREADS,

    /** A worker per core, with work stealing; for bodies that compute rather than wait. */
    CORES,

    /** Child JVM processes from a warm pool; a body that crashes its JVM costs that one call. */
    PROCESSES
}
