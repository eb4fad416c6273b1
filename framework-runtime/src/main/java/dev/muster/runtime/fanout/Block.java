package dev.muster.runtime.fanout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/**
 * The indices that a worker has taken and runs one after another, without an atomic step for each. What it has not begun others can
 * have back in two ways: by a <em>wish</em>, which the worker grants before its next body; or, while the worker waits in a body, by
 * taking the rest themselves.
 *
 * <p>{@code word} is where the block ends, and a number that grows with every change: who changes it, by one compare-and-set, owns
 * what is cut off. The worker's own {@code limit} follows when it looks. It writes {@code at} and then reads {@code wished}, with nothing
 * in between that could wait, and begins the body if it sees no wish. Another reads {@code word} and then {@code wished}; if it sees a
 * wish, which some look before has left there, and <em>then</em> sees that the worker's thread waits, it reads {@code at}, and only then
 * changes {@code word}.
 *
 * <p>So no body runs twice. A thread that is seen waiting writes its state anew before it goes on; these states and the wish are
 * volatile, so that all see them in one order. If the worker read {@code wished} before it began to wait, the other sees the {@code at}
 * that was written before that. If it reads it after it has waited, it sees the wish, and changes {@code word} before it begins another
 * body; then either it or the other fails, and knows. (The virtual machine writes a platform thread's state without a fence, but
 * passes one on the way back from wherever the thread has waited; and by then the wish is older than any store that is on its way.)
 */
final class Block {
    private static final long NUMBER = 0xffff_ffffL;
    private static final VarHandle WORD;
    private static final VarHandle AT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(Block.class, "word", long.class);
            AT = lookup.findVarHandle(Block.class, "at", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile long word; // the end in the upper half, the number in the lower
    private volatile boolean wished;
    private volatile int at;
    private int limit; // the worker's

    private static int end(long word) {
        return (int) (word >>> 32);
    }

    private boolean replace(long seen, int end) {
        return WORD.compareAndSet(this, seen, (long) end << 32 | ((seen + 1) & NUMBER));
    }

    // ---------------------------------------------------------------- the worker

    /** The worker has taken these; what it took before is all begun or given away. */
    void begin(int from, int to) {
        AT.setRelease(this, from);
        wished = false;
        limit = to;
        for (long seen = word; !replace(seen, to); seen = word) {
            // another has just failed to take what was over
        }
    }

    /** The worker is about to run the body at this index, if that is before the {@link #limit}, unless there is a wish. */
    boolean isWishedAt(int index) {
        AT.setRelease(this, index);
        return wished;
    }

    /** The worker gives up what comes from this index on; gives what of that was still its own. */
    long cut(int from) {
        wished = false;
        for (long seen = word; ; seen = word) {
            limit = Math.min(limit, end(seen));
            if (from > limit) {
                return IndexRange.NONE;
            }
            if (replace(seen, from)) {
                long rest = IndexRange.of(from, limit);
                limit = from;
                return rest;
            }
        }
    }

    /** Where the worker is; for others a hint. */
    int at() {
        return at;
    }

    /** Where the block ends, as far as the worker knows; it is right after a {@link #cut}. */
    int limit() {
        return limit;
    }

    // ---------------------------------------------------------------- others

    /** Whether there is anything that the worker has not begun: a hint. */
    boolean hasRest() {
        return at + 1 < end(word);
    }

    /**
     * Wishes for what the worker has not begun. Where that has been wished for before, takes it if the worker's thread waits.
     *
     * @return what was taken; an empty range if nothing was
     */
    long wish(BooleanSupplier waits) {
        long seen = word;
        if (at + 1 >= end(seen)) {
            return IndexRange.NONE;
        }
        if (!wished) {
            wished = true;
            return IndexRange.NONE;
        }
        if (!waits.getAsBoolean()) {
            return IndexRange.NONE;
        }
        int next = at + 1;
        return next < end(seen) && replace(seen, next) ? IndexRange.of(next, end(seen)) : IndexRange.NONE;
    }
}
