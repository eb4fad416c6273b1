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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One worker's part in a {@link Spread}: takes indices from its own range, fills that from what is undealt, and at last steals
 * from others.
 *
 * <p>How many it takes at a time, and how many it holds, follow from the time that the last ones took: few while they are slow or
 * unknown, many when they are quick. What it holds others can take; and what it still holds when that should long have been done,
 * because one of its bodies lasts, they take before they go on, as they do what is left over, so that indices begin roughly in
 * their order. What it has taken is a {@link Block}, of which others can have the rest.
 *
 * <p>{@code range} and {@code runner} are for all threads; the other fields belong to the worker. {@code inBody} and {@code dealtAt}
 * are hints for others.
 */
final class Share implements LocalWork, Pausing, UnmadeCalls {
    /** The time for which one holding is meant to last. */
    private static final long HOLDING_NANOS = 200_000;

    /** What a share has held for longer than this is first in turn for others. */
    private static final long OVERDUE_NANOS = 2 * HOLDING_NANOS;

    private static final int GROWTH = 8;

    private final Spread spread;
    private final IndexRange range = new IndexRange();
    private final Block block = new Block();
    private volatile @Nullable LocalRunner runner;
    private boolean hasBegun;
    private boolean hasEnded;
    private int take;
    private int holding;
    private volatile long dealtAt;
    private int takenSince;
    private BooleanSupplier enough = () -> false;
    private int done;
    private boolean inBody;
    private long untold;

    Share(Spread spread) {
        this.spread = spread;
        this.take = Math.max(1, spread.grain());
    }

    /** What this share holds; others steal from it. */
    IndexRange range() {
        return range;
    }

    /** Whether it holds something that should long have been done: a hint. */
    boolean isOverdue(long now) {
        return now - dealtAt > OVERDUE_NANOS && (block.hasRest() || !IndexRange.isEmpty(range.get()));
    }

    /** The worker goes on to an index of what it has taken. False if that is not its own any more. */
    boolean enters(int index) {
        if (block.isWishedAt(index)) {
            spread.passOn(block.cut(index + 1));
        }
        return index < block.limit();
    }

    /** Whether something comes behind an index. */
    boolean hasMoreThan(int index) {
        return index + 1 < block.limit();
    }

    /** What was taken from an index on, which the worker then does not run. */
    long cut(int from) {
        return block.cut(from);
    }

    /** The worker is about to run a body without a call. */
    void enterBody() {
        inBody = true;
    }

    /** The body has ended. */
    void leaveBody() {
        inBody = false;
    }

    /** All that was taken and begun is settled; others are to be told of it after a full fence: the next taking is one. */
    void untold(int from, int to) {
        untold = IndexRange.of(from, to);
    }

    /** What to tell of, once; an empty range for nothing. */
    long told() {
        long range = untold;
        untold = IndexRange.NONE;
        return range;
    }

    @Override
    public @Nullable Call<?> make(LocalRunner thread) {
        return inBody ? spread.likeness(block.at(), thread) : null;
    }

    /** Between two bodies: passes what comes from an index on to others, if the share has to end. */
    void passOnIfEnough(int from) {
        if (enough.getAsBoolean()) {
            spread.passOn(block.cut(from));
        }
    }

    @Override
    public void pauses() {
        spread.pause(block.cut(block.at() + 1));
    }

    @Override
    public void resumes() {
        spread.resume();
    }

    /** Whether the worker has taken something that it has not begun: a hint. */
    boolean hasRest() {
        return block.hasRest();
    }

    /** Wishes for what the worker has not begun, and takes it if the worker waits in a body; else an empty range. */
    long wish() {
        LocalRunner worker = runner;
        return worker == null ? IndexRange.NONE : block.wish(worker::isWaiting);
    }

    /** Interrupts the body that the share runs, if it runs one on a thread. */
    void interrupt() {
        LocalRunner at = runner;
        if (at != null) {
            at.interrupt(this);
        }
    }

    /** Shows the call whose body the share runs, if it runs one on a thread. */
    void running(Consumer<? super Call<?>> visitor) {
        LocalRunner at = runner;
        Call<?> call = at == null ? null : at.callOf(this);
        if (call != null) {
            visitor.accept(call);
        }
    }

    @Override
    public String name() {
        return spread.name();
    }

    @Override
    public boolean isForHolder() {
        return spread.isForHolder();
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
        if (!spread.begin(this)) { // a joiner has taken it out, and runs it on its own thread
            return;
        }
        runner = thread;
        enough = spread.pool()::isUrgent; // what it leaves then comes back at the end of the queue
        try {
            thread.runStint(this, () -> done = runAll(thread, true));
        } finally {
            leave();
        }
    }

    /** Runs within the body that waits for the fan-out, until that has enough. */
    void help(LocalRunner thread, BooleanSupplier until) throws InterruptedException {
        runner = thread;
        enough = until;
        try {
            thread.runStintWithin(this, () -> done = runAll(thread, false));
        } finally {
            leave();
        }
    }

    private void leave() {
        spread.end(this);
        if (done > 0) {
            spread.done(done);
        }
    }

    private int runAll(LocalRunner thread, boolean stays) {
        int ran = 0;
        while (!enough.getAsBoolean()) {
            long taken = takeWhereRoom(take);
            if (!IndexRange.isEmpty(taken)) {
                ran += run(taken, thread);
            } else if (!spread.awaitRests(enough, stays)) {
                break;
            }
        }
        return ran;
    }

    /** Runs what was taken; gives how many of it are done. */
    private int run(long taken, LocalRunner thread) {
        if (spread.isCancelling()) {
            spread.skipRange(taken, null);
            return 0;
        }
        int from = IndexRange.start(taken);
        int to = IndexRange.end(taken);
        block.begin(spread.passesOn() ? from : to - 1, to);
        bringNext();
        return spread.run(this, from, to, thread);
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
        Spread.Runs runs = spread.runs();
        if (hasEnded || runs == null || spread.hasReturned()) {
            return null;
        }
        long taken = unlessCancelled(() -> takeForRun(most));
        return IndexRange.isEmpty(taken) ? null : runs.of(IndexRange.start(taken), IndexRange.end(taken));
    }

    /** What is taken, while another share comes; of a cancelled fan-out everything is skipped, and nothing is left to take. */
    private long unlessCancelled(LongSupplier taking) {
        long taken = taking.getAsLong();
        while (!IndexRange.isEmpty(taken) && spread.isCancelling()) {
            spread.skipRange(taken, null);
            taken = taking.getAsLong();
        }
        if (!IndexRange.isEmpty(taken)) {
            bringNext();
        }
        return taken;
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
            long taken = unlessCancelled(() -> takeWhereRoom(spread.perCall(take)));
            if (IndexRange.isEmpty(taken)) {
                return null;
            }
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
        if (spread.hasUndealt() || !IndexRange.isEmpty(range.get()) || block.hasRest()) {
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
        if (IndexRange.isEmpty(taken)) {
            long now = System.nanoTime();
            measure(now);
            taken = refill(Math.min(most, take), now);
        }
        takenSince += IndexRange.end(taken) - IndexRange.start(taken);
        return taken;
    }

    private long refill(int most, long now) {
        long more = spread.takeLate(holding, now);
        if (IndexRange.isEmpty(more)) {
            more = spread.deal(holding);
        }
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

    /** Finds out how many indices to hold from now on, and how many to take at a time, from how long the last ones took. */
    private void measure(long now) {
        long nanos = Math.max(1, now - dealtAt);
        if (spread.grain() == 0) {
            take = inTime(spread.takingNanos(), nanos);
        }
        holding = Math.max(take, Math.min(inTime(HOLDING_NANOS, nanos), spread.fairPart()));
        dealtAt = now;
        takenSince = 0;
    }

    private int inTime(long wanted, long nanos) {
        return (int) Math.max(1, Math.min((long) takenSince * GROWTH, takenSince * wanted / nanos));
    }
}
