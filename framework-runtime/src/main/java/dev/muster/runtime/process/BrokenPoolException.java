package dev.muster.runtime.process;

import dev.muster.WorkerStartException;

/** The initialiser of a child has failed, and would fail in every other: the pool is of no use. */
final class BrokenPoolException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the failure of the initialiser that has this class. */
    BrokenPoolException(String initializer, Throwable failure) {
        super("the initializer " + initializer + " failed in a child process: " + failure, failure);
    }

    /** What becomes of a call. */
    WorkerStartException ofPool(String pool) {
        return new WorkerStartException("the pool '" + pool + "' is broken: " + getMessage(), getCause());
    }
}
