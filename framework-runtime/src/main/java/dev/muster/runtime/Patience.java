package dev.muster.runtime;

import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Of whoever waits for the workers of pools: it lasts as long as they become fewer, and for a while. Used by one thread. */
final class Patience {
    private final List<WorkerPool> pools;
    private final long nanos;
    private final LongSupplier clock;
    private int left;
    private long since;

    /** For these pools; {@code limit} after the last end of a worker it is over. */
    Patience(List<WorkerPool> pools, Duration limit, LongSupplier clock) {
        this.pools = pools;
        this.nanos = TimeUnit.NANOSECONDS.convert(limit);
        this.clock = clock;
        this.left = left();
        this.since = clock.getAsLong();
    }

    private int left() {
        return pools.stream().mapToInt(WorkerPool::left).sum();
    }

    boolean isOver() {
        int now = left();
        if (now < left) {
            left = now;
            since = clock.getAsLong();
        }
        return clock.getAsLong() - since >= nanos;
    }
}
