package dev.muster.runtime.fanout;

import dev.muster.MusterException;
import dev.muster.call.Call;
import dev.muster.call.CallRun;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.runtime.workers.LocalWork;
import dev.muster.runtime.workers.Pausing;
import dev.muster.runtime.workers.UnmadeCalls;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One worker's part in a {@link Spread}: takes indices from its own range, fills that from what is undealt, and at last steals
 * from others.
 *
 * <p>How many it takes at a time, and how many it holds, follow from the time that the last ones took: few while they are slow or
 * unknown, many when they are quick. What it holds others can take; what it has taken they cannot.
 *
 * <p>{@code range} and {@code runner} are for all threads; the other fields belong to the worker. {@code at} and {@code inBody}
 * are a hint for others.
 */
final class Share implements LocalWork, Pausing, UnmadeCalls {
    /** The time for which one holding is meant to last. */
    private static final long HOLDING_NANOS = 200_000;

    /** The time for which one taking is meant to last, where that is to be found out. */
    private static final long TAKING_NANOS = 30_000;

    private static final int GROWTH = 8;
    private static final int LARGEST_TAKE = 1 << 20;
    private static final int NONE = -1;

    private final Spread spread;
    private final IndexRange range = new IndexRange();
    private volatile @Nullable LocalRunner runner;
    private boolean hasBegun;
    private boolean hasEnded;
    private int take;
    private int holding;
    private long dealtAt;
    private int done;
    private int at;
    private int limit;
    private boolean inBody;
    private int untold = NONE;

    Share(Spread spread) {
        this.spread = spread;
        this.take = Math.max(1, spread.grain());
    }

    /** What this share holds; others steal from it. */
    IndexRange range() {
        return range;
    }

    /** The index at which the worker is now. */
    void at(int index) {
        at = index;
    }

    /** The worker is at this index, and about to run a body without a call. */
    void enter(int index) {
        at = index;
        inBody = true;
    }

    /** The body has ended. */
    void leave() {
        inBody = false;
    }

    /** An index is settled, of which others are to be told after a full fence: the next taking is one. */
    void untold(int index) {
        untold = index;
    }

    /** The index to tell of, once; negative for none. */
    int told() {
        int index = untold;
        untold = NONE;
        return index;
    }

    @Override
    public @Nullable Call<?> make(LocalRunner thread) {
        return inBody ? spread.likeness(at, thread) : null;
    }

    /** Where what was taken ends: sooner than it did if a body has blocked meanwhile. */
    int limit() {
        return limit;
    }

    @Override
    public void pauses() {
        long rest = at + 1 < limit ? IndexRange.of(at + 1, limit) : IndexRange.NONE;
        limit = Math.min(limit, at + 1);
        spread.pause(rest);
    }

    @Override
    public void resumes() {
        spread.resume();
    }

    /** Interrupts the body that the share runs, if it runs one on a thread. */
    void interrupt() {
        LocalRunner at = runner;
        if (at != null) {
            at.interrupt(this);
        }
    }

    /** Shows the call whose body the share runs, if it runs one on a thread; perhaps another. */
    void running(Consumer<? super Call<?>> visitor) {
        LocalRunner at = runner;
        Call<?> call = at == null ? null : at.call();
        if (call != null) {
            visitor.accept(call);
        }
    }

    @Override
    public String name() {
        return spread.name();
    }

    @Override
    public void refuse(MusterException reason) {
        if (!hasBegun) {
            spread.refuse(this, reason);
        } else if (!hasEnded) {
            hasEnded = true;
            spread.refuseBegun(reason);
        }
    }

    // ---------------------------------------------------------------- on a thread

    @Override
    public void run(LocalRunner thread) {
        runner = thread;
        if (!spread.begin(this)) {
            return;
        }
        try {
            runWhileAny(thread, spread.pool()::isUrgent); // what it leaves then comes back at the end of the queue
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nothing can be interrupted around a share", impossible);
        }
    }

    /** Runs within the body that waits for the fan-out, until that has enough. */
    void help(LocalRunner thread, BooleanSupplier enough) throws InterruptedException {
        runner = thread;
        runWhileAny(thread, enough);
    }

    private void runWhileAny(LocalRunner thread, BooleanSupplier enough) throws InterruptedException {
        try {
            thread.runStint(this, () -> done = runAll(thread, enough));
        } finally {
            spread.end(this);
            if (done > 0) {
                spread.done(done);
            }
        }
    }

    private int runAll(LocalRunner thread, BooleanSupplier enough) {
        int ran = 0;
        while (!enough.getAsBoolean()) {
            long taken = takeWhereRoom(take);
            if (IndexRange.isEmpty(taken)) {
                break;
            }
            ran += run(taken, thread);
        }
        return ran;
    }

    /** Runs what was taken; gives how many of it are done. */
    private int run(long taken, LocalRunner thread) {
        if (spread.isCancelling()) {
            spread.skipRange(taken, null);
            return 0;
        }
        bringNext();
        at = IndexRange.start(taken);
        limit = IndexRange.end(taken);
        return spread.grain() > 0 ? spread.run(this, at, limit, thread) : runTimed(taken, thread);
    }

    private int runTimed(long taken, LocalRunner thread) {
        int from = IndexRange.start(taken);
        int to = IndexRange.end(taken);
        long before = System.nanoTime();
        int ran = spread.run(this, from, to, thread);
        long nanos = System.nanoTime() - before;
        if (nanos > 2 * TAKING_NANOS) {
            take = Math.max(1, take / GROWTH);
        } else if (nanos < TAKING_NANOS && to - from == take) {
            take = Math.min(take * GROWTH / 2, LARGEST_TAKE);
        }
        return ran;
    }

    // ---------------------------------------------------------------- for a pool that asks for calls

    private void beginOnce() {
        if (!hasBegun) {
            hasBegun = true;
            if (!spread.begin(this)) {
                hasEnded = true;
            }
        }
    }

    @Override
    public @Nullable CallRun nextRun(int most) {
        beginOnce();
        while (!hasEnded && spread.comesUnmade() && !spread.hasReturned()) {
            long taken = takeForRun(most);
            if (IndexRange.isEmpty(taken)) {
                return null;
            }
            if (spread.isCancelling()) {
                spread.skipRange(taken, null);
                continue;
            }
            bringNext();
            return spread.run(IndexRange.start(taken), IndexRange.end(taken));
        }
        return null;
    }

    private long takeForRun(int most) {
        int room = spread.reserve(most);
        long taken = room == 0 ? IndexRange.NONE : spread.takeForRun(room);
        spread.unreserve(room - (IndexRange.end(taken) - IndexRange.start(taken)));
        return taken;
    }

    @Override
    public @Nullable Call<?> next() {
        beginOnce();
        Call<?> returned = spread.returned();
        Call<?> next = returned == null && !hasEnded ? nextNew() : returned;
        if (next == null && !hasEnded) {
            hasEnded = true;
            spread.end(this);
        }
        return next;
    }

    private @Nullable Call<?> nextNew() {
        for (; ; ) {
            long taken = takeWhereRoom(spread.perCall(take));
            if (IndexRange.isEmpty(taken)) {
                return null;
            }
            if (spread.isCancelling()) {
                spread.skipRange(taken, null);
                continue;
            }
            bringNext();
            Call<?> next = spread.call(IndexRange.start(taken), IndexRange.end(taken));
            if (next != null) {
                return next;
            }
        }
    }

    @Override
    public void putBack(Iterable<? extends Call<?>> calls) {
        spread.giveBack(calls);
    }

    // ---------------------------------------------------------------- taking

    private void bringNext() {
        if (spread.hasUndealt() || !IndexRange.isEmpty(range.get())) {
            spread.bringNext();
        }
    }

    private long takeWhereRoom(int most) {
        int room = spread.reserve(most);
        if (room == 0) {
            return IndexRange.NONE;
        }
        long taken = take(room);
        int unused = room - (IndexRange.end(taken) - IndexRange.start(taken));
        if (unused > 0) {
            spread.unreserve(unused);
        }
        return taken;
    }

    private long take(int most) {
        long taken = range.takeFirst(most);
        if (!IndexRange.isEmpty(taken)) {
            return taken;
        }
        long more = spread.deal(nextHolding());
        if (IndexRange.isEmpty(more)) {
            more = spread.steal();
        }
        int start = IndexRange.start(more);
        int end = IndexRange.end(more);
        int middle = end - start <= most ? end : start + most;
        if (middle < end) {
            range.fill(middle, end);
        }
        return IndexRange.of(start, middle);
    }

    /** How many indices to hold now, after the last ones took so long. */
    private int nextHolding() {
        long now = System.nanoTime();
        long nanos = now - dealtAt;
        dealtAt = now;
        if (holding == 0 || nanos > 2 * HOLDING_NANOS) {
            holding = Math.max(take, holding / GROWTH);
        } else if (nanos < HOLDING_NANOS) {
            holding = Math.max(take, Math.min(holding * GROWTH, spread.fairPart()));
        }
        return holding;
    }
}
