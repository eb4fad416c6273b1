package dev.muster.runtime.process;

import dev.muster.runtime.observe.Log;
import java.time.Duration;
import java.util.List;

/**
 * Recognises that the children of a pool die one after another without finishing a call, and says how long to wait before the
 * next start. Safe for use by many threads; {@code deaths} is written under this object's monitor.
 */
final class CrashLoop {
    /** So many deaths in a row are a loop. */
    private static final int DEATHS = 10;

    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final int LONGEST_PAUSE = 6; // doublings

    private final String pool;
    private volatile int deaths;

    CrashLoop(String pool) {
        this.pool = pool;
    }

    /** A call has ended as calls do. */
    void finished() {
        if (deaths != 0) {
            reset();
        }
    }

    private synchronized void reset() {
        deaths = 0;
    }

    /** A child has died of its call. Says so in the log once for each loop. */
    void died(Death death, String call) {
        boolean begins;
        synchronized (this) {
            deaths++;
            begins = deaths == DEATHS;
        }
        if (begins) {
            Log.warning("crash loop: the last " + DEATHS + " child processes of the pool '" + pool
                    + "' died before any call of the pool ended otherwise; from now on there is a pause of up to "
                    + Duration.ofNanos(FIRST_PAUSE_NANOS << LONGEST_PAUSE).toMillis()
                    + " ms before the next one is started. The last one, at " + call + ": "
                    + death.describe(List.of()));
        }
    }

    /** How long to wait before a child is started. */
    long pauseNanos() {
        int beyond = deaths - DEATHS;
        return beyond < 0 ? 0 : FIRST_PAUSE_NANOS << Math.min(beyond, LONGEST_PAUSE);
    }
}
