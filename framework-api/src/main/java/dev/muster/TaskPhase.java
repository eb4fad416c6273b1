package dev.muster;

/**
 * How far a call has come. A call only ever moves forward through these phases, but for one step back: a call that was sent to
 * a child process and whose body had not begun when the child turned out to be busy, or died, is queued again.
 */
public enum TaskPhase {
    /** Not every claim of the call is granted yet; it occupies no worker. */
    WAITING,

    /** Admitted, and waiting for a worker. */
    QUEUED,

    /** Its body is running on a worker, or is the worker's next in a moment. */
    RUNNING,

    /** Ended with a result. */
    SUCCEEDED,

    /** Ended with a failure. */
    FAILED,

    /** Cancelled; the body, if it had started, may still be on its way out (see {@link Task#awaitEnd()}). */
    CANCELLED;

    /** Whether the outcome is decided: succeeded, failed or cancelled. */
    public boolean isDone() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
