package dev.muster.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Of whoever waits for workers to end: it lasts as long as they become fewer, and for a while. Used by one thread. */
final class Patience {
    private final IntSupplier workers;
    private final long nanos;
    private final LongSupplier clock;
    private int left;
    private long since;

    /** For so many workers as there are at a time; {@code limit} after one has ended last it is over. */
    Patience(IntSupplier workers, Duration limit, LongSupplier clock) {
        this.workers = workers;
        this.nanos = TimeUnit.NANOSECONDS.convert(limit);
        this.clock = clock;
        this.left = workers.getAsInt();
        this.since = clock.getAsLong();
    }

    boolean isOver() {
        int now = workers.getAsInt();
        if (now < left) {
            left = now;
            since = clock.getAsLong();
        }
        return clock.getAsLong() - since >= nanos;
    }
}
