package dev.muster.runtime.fanout;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A range of indices that its owner takes from the front while others take halves from the back, or from the front too. Start and
 * end are the upper and lower half of one word, so that every change is one compare-and-set. Only the owner fills it, and only
 * while it is empty.
 *
 * <p>The owner writes the word for every index, so it stands alone on its cache lines: in the middle of an array.
 */
final class IndexRange {
    private static final int WORD = 16;

    /** No indices. */
    static final long NONE = 0;

    private final AtomicLongArray words = new AtomicLongArray(2 * WORD);

    static long of(int start, int end) {
        return (long) start << 32 | end;
    }

    static int start(long range) {
        return (int) (range >>> 32);
    }

    static int end(long range) {
        return (int) range;
    }

    static boolean isEmpty(long range) {
        return start(range) >= end(range);
    }

    private boolean replace(long seen, long by) {
        return words.compareAndSet(WORD, seen, by);
    }

    /** What is left, at this moment. */
    long get() {
        return words.get(WORD);
    }

    /** The owner fills the empty range. */
    void fill(int start, int end) {
        words.set(WORD, of(start, end));
    }

    /** The owner or another takes up to {@code most} indices from the front; an empty range if there are none. */
    long takeFirst(int most) {
        for (; ; ) {
            long seen = get();
            if (isEmpty(seen)) {
                return NONE;
            }
            int start = start(seen);
            int middle = end(seen) - start <= most ? end(seen) : start + most;
            if (replace(seen, of(middle, end(seen)))) {
                return of(start, middle);
            }
        }
    }

    /** Another takes the back half, rounded up; an empty range if there are none. */
    long takeHalf() {
        for (; ; ) {
            long seen = get();
            if (isEmpty(seen)) {
                return NONE;
            }
            int middle = start(seen) + (end(seen) - start(seen)) / 2;
            if (replace(seen, of(start(seen), middle))) {
                return of(middle, end(seen));
            }
        }
    }

    /** Another takes all that is left. */
    long takeAll() {
        return words.getAndSet(WORD, NONE);
    }
}
