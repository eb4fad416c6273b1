package dev.muster.runtime.process;

/**
 * How many calls to send to a child at once: about a millisecond's worth, judged by the last turn. Starts at one, at most doubles,
 * and falls at once. Used by one thread.
 */
final class ChunkSize {
    private static final long WORTH_NANOS = 1_000_000;
    private static final int MOST = 1 << 14;

    private int next = 1;

    /** The number of calls for the next turn. */
    int next() {
        return next;
    }

    /** So many calls were sent and answered in so much time. */
    void took(int calls, long nanos) {
        long fit = WORTH_NANOS * calls / Math.max(1, nanos);
        next = (int) Math.max(1, Math.min(Math.min(fit, 2L * calls), MOST));
    }
}
