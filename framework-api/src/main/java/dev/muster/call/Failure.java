package dev.muster.call;

/**
 * How a call failed, apart from the call itself, so that a failure which nobody looked at can be reported after its call is
 * garbage. Safe for use by many threads; {@code observed} only ever turns true.
 */
public final class Failure {
    private final String call;
    private final Throwable cause;
    private final boolean fromBody;
    private volatile boolean observed;

    Failure(String call, Throwable cause, boolean fromBody) {
        this.call = call;
        this.cause = cause;
        this.fromBody = fromBody;
    }

    /** The name of the call. */
    public String call() {
        return call;
    }

    /** What the body threw, or why the call ended otherwise. */
    public Throwable cause() {
        return cause instanceof ArrayCall.ElementFailure element ? element.failure() : cause;
    }

    /** As {@link #cause()}, but where the body ran for elements of an array, with the one that it threw for. */
    Throwable thrown() {
        return cause;
    }

    /** Whether the body threw the cause. */
    public boolean fromBody() {
        return fromBody;
    }

    /** Whether somebody has looked at the failure. */
    public boolean isObserved() {
        return observed;
    }

    void observe() {
        observed = true;
    }
}
