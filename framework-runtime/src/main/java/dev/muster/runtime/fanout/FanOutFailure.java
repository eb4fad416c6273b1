package dev.muster.runtime.fanout;

/** How a fan-out failed, apart from the fan-out itself. Safe for use by many threads. */
public final class FanOutFailure {
    private final String name;
    private final Throwable cause;
    private volatile boolean observed;

    FanOutFailure(String name, Throwable cause) {
        this.name = name;
        this.cause = cause;
    }

    /** The fan-out and the call that failed first. */
    public String name() {
        return name;
    }

    /** The failure that came first. */
    public Throwable cause() {
        return cause;
    }

    /** Whether somebody has looked at it. */
    public boolean isObserved() {
        return observed;
    }

    void observe() {
        observed = true;
    }
}
