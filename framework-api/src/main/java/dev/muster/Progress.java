package dev.muster;

/**
 * How far a fan-out has come, at one moment.
 *
 * @param total the number of calls, or -1 for a stream whose length is unknown
 * @param succeeded calls that returned a result
 * @param failed calls that ended with a failure
 * @param cancelled calls that were cancelled, or never started because a sibling failed
 */
public record Progress(long total, long succeeded, long failed, long cancelled) {
    /** The number of calls that have ended, in whatever way. */
    public long done() {
        return succeeded + failed + cancelled;
    }
}
