package dev.muster.runtime.workers;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The numbers in the names of the calls of one method. Each is given once, and those that one thread is given rise.
 *
 * <p>A worker of a {@link CorePool} takes several at a time, the more the longer it starts calls of this method only: with a count
 * that each call moves on, the count would go from core to core with every call. What it has not used when it starts
 * a call of another method, is given to nobody. Safe for use by many threads.
 */
public final class Numbers {
    private static final int MOST_AT_A_TIME = 64;

    private final AtomicLong last = new AtomicLong();

    /** The next number. */
    public long next() {
        return Thread.currentThread() instanceof CorePool.CoreThread worker
                ? worker.numbers().next(this)
                : last.incrementAndGet();
    }

    /** The first of so many numbers that follow each other. */
    public long next(long many) {
        return last.getAndAdd(many) + 1;
    }

    /** What a worker has taken: the numbers from {@code next}, below {@code end}. Its thread's alone. */
    static final class Taken {
        private @Nullable Numbers of;
        private long next;
        private long end;
        private int size;

        private long next(Numbers from) {
            if (of != from || next == end) {
                take(from);
            }
            return next++;
        }

        private void take(Numbers from) {
            size = of == from ? Math.min(MOST_AT_A_TIME, 2 * size) : 1;
            of = from;
            next = from.next(size);
            end = next + size;
        }
    }
}
