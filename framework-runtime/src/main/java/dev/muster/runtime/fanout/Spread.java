package dev.muster.runtime.fanout;

import dev.muster.MusterException;
import dev.muster.call.Call;
import dev.muster.call.CallRun;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.spi.WorkerPool;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Deals the indices of a fan-out to workers of a pool, and knows when all are done.
 *
 * <p>An index is <em>undealt</em>, at or after {@code cursor}; or <em>held</em>, in the {@link IndexRange} of a {@link Share},
 * from where others may take it; or <em>taken</em>, in a share's {@link Block}, and then done sooner or later; or <em>left
 * over</em>, where it was taken and passed on before its turn came. Cancelling takes whatever is not taken yet, and skips it.
 * {@code left} counts the indices that are not done; who brings it to zero completes the fan-out.
 *
 * <p>A share is the work of one worker. Each, before it runs anything, submits the next if there is something left and another
 * worker may come; so bodies that wait for each other all get their worker, as far as the pool has them, while many tiny ones
 * are done by few. {@code coming} is the share that is submitted and not begun; it begins by being taken out of there, by a
 * worker or by the body that waits for the fan-out. {@code runners} counts the shares that are submitted or running.
 *
 * <p>As long as some share has taken what it has not begun, another one is coming or running, or nobody else may come. One that finds
 * nothing to take looks after such rests: one at a time, by {@code attended}. One that leaves while nobody does has another come. Who
 * refills wishes for those that should long have been begun, too, as often as {@code lookedAt} lets somebody look.
 *
 * <p>A share adds itself to {@code shares} before it takes anything, and after each taking it reads {@code cancelled}; a
 * canceller writes {@code cancelled} and then interrupts all {@code shares}. So a body either never begins or is interrupted.
 */
abstract class Spread {
    /** How often a worker looks at once whether others begin what they have taken; that is meant to last a moment only. */
    private static final int QUICK_LOOKS = 50;

    private static final long LOOK_NANOS = 100_000;

    /** How long after one look for what is overdue comes the next, for each worker: looking takes longer where there are many. */
    private static final long OVERDUE_LOOK_NANOS = 50_000;

    private final WorkerPool pool;
    private final int size;
    private final int grain;
    private final int mostRunners;
    private final AtomicLong cursor = new AtomicLong();
    private final AtomicInteger left;
    private final AtomicInteger runners = new AtomicInteger();
    private final AtomicReference<@Nullable Share> coming = new AtomicReference<>();
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> leftOver = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Call<?>> returned = new ConcurrentLinkedQueue<>();
    private final Watchers joiners = new Watchers();
    private final AtomicBoolean attended = new AtomicBoolean();
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime()); // for what is overdue
    private volatile boolean cancelled;
    private volatile boolean complete;

    /**
     * A fan-out that has not started.
     *
     * @param grain how many indices a worker takes at a time, or 0 to find that out from what they cost
     * @param mostRunners the most workers at once
     */
    Spread(WorkerPool pool, int size, int grain, int mostRunners) {
        this.pool = pool;
        this.size = size;
        this.grain = grain;
        this.mostRunners = Math.min(mostRunners, pool.size());
        this.left = new AtomicInteger(size);
    }

    // ---------------------------------------------------------------- what a kind of fan-out adds

    /** What it is, for messages. */
    abstract String name();

    /**
     * Runs the taken indices on this thread, as long as the share {@linkplain Share#enters enters} them. Never throws.
     *
     * @return how many are done; for the others {@link #done} is called elsewhere
     */
    abstract int run(Share share, int from, int to, LocalRunner runner);

    /** A call for an index whose body {@code runner} runs without one; null if there is no such body. */
    @Nullable
    Call<?> likeness(int index, LocalRunner runner) {
        return null;
    }

    /** Whether somebody who holds something may wait for it: a hint. */
    abstract boolean isForHolder();

    /** The time for which one taking is meant to last, where how many that are is to be found out. */
    abstract long takingNanos();

    /** Whether what is taken is begun one by one, and can be passed on until then. */
    boolean passesOn() {
        return true;
    }

    /** Tells of what the share has left to be told; a full fence has come after that. */
    void tell(Share share) {}

    /** How many indices one {@link #call} covers, where a worker would take {@code take}. */
    abstract int perCall(int take);

    /** A queued call for the taken indices; {@link #done} is called when it ends. Null if none can be made, and they are done. */
    abstract @Nullable Call<?> call(int from, int to);

    /** Makes runs of taken indices for a worker that can have them without calls. */
    @FunctionalInterface
    interface Runs {
        CallRun of(int from, int to);
    }

    /** What a worker may have instead of calls; null where it has calls. */
    @Nullable
    Runs runs() {
        return null;
    }

    /** The indices were never begun: because of {@code reason}, or because they were cancelled if that is null. */
    abstract void skip(int from, int to, @Nullable MusterException reason);

    /** Cancels calls that {@link #call} gave and that have not ended. */
    abstract void cancelCalls();

    /** All is done. Calls {@link #release()} in the end. */
    abstract void completed();

    /**
     * Reserves room for so many indices at most, before they are taken. If there is none, somebody calls {@link #bringNext()}
     * when there is.
     *
     * @return for how many there is room
     */
    int reserve(int most) {
        return most;
    }

    /** Gives room back that was reserved and not used. */
    void unreserve(int count) {}

    /** Whether there is room for another index. */
    boolean hasRoom() {
        return true;
    }

    // ---------------------------------------------------------------- runners

    final WorkerPool pool() {
        return pool;
    }

    /** The number of indices. */
    public final int size() {
        return size;
    }

    final int grain() {
        return grain;
    }

    /**
     * Submits the first share, or fails everything if there is a reason to.
     *
     * @param here whether this thread is about to {@link #help} instead, and so brings others itself
     */
    final void start(@Nullable MusterException refusal, boolean here) {
        if (size == 0) {
            completed();
        } else if (refusal != null) {
            skipRest(refusal);
        } else if (!here) {
            bringNext();
        }
    }

    /** Submits another share, unless one is coming already or there are enough. */
    final void bringNext() {
        if (coming.get() != null || !addRunner()) {
            return;
        }
        Share next = new Share(this);
        if (coming.compareAndSet(null, next)) {
            pool.execute(next);
        } else {
            runners.getAndDecrement();
        }
    }

    private boolean addRunner() {
        for (; ; ) {
            int seen = runners.get();
            if (seen >= mostRunners) {
                return false;
            }
            if (runners.compareAndSet(seen, seen + 1)) {
                return true;
            }
        }
    }

    /** A submitted share begins; false if it has begun elsewhere. */
    final boolean begin(Share share) {
        if (coming.compareAndSet(share, null)) {
            shares.add(share);
            return true;
        }
        return false;
    }

    /** A share for the body that waits: the one that is coming, or a further one; null if there are enough. */
    private @Nullable Share joinersShare() {
        Share share = coming.getAndSet(null);
        if (share == null && addRunner()) {
            share = new Share(this);
        }
        if (share != null) {
            shares.add(share);
        }
        return share;
    }

    /**
     * A share takes no more. What it still holds is left for others to steal. It leaves first and then looks for room once more:
     * whoever made room meanwhile may have counted on it.
     */
    final void end(Share share) {
        runners.getAndDecrement();
        tell(share);
        if (!IndexRange.isEmpty(share.range().get())) {
            bringNext();
            return;
        }
        shares.remove(share);
        if (hasRoom() && hasUntaken()) {
            bringNext();
        }
    }

    /**
     * A body of a share blocks: another worker may come in place of this one, and take what is left.
     *
     * @param rest indices that the share had taken and has not begun
     */
    final void pause(long rest) {
        leaveOver(rest);
        runners.getAndDecrement();
        if (hasRoom() && hasUntaken()) {
            bringNext();
        }
    }

    /** Leaves indices to others, of whom one comes if there is another. */
    final void passOn(long rest) {
        leaveOver(rest);
        if (!IndexRange.isEmpty(rest)) {
            bringNext();
        }
    }

    /** Leaves indices to others that were taken and not begun. */
    final void leaveOver(long rest) {
        unreserve(IndexRange.end(rest) - IndexRange.start(rest));
        leave(rest);
    }

    /** Leaves indices to others for which there is no place in the window. */
    private void leave(long rest) {
        if (!IndexRange.isEmpty(rest)) {
            leftOver.add(rest);
            if (cancelled) {
                skipLeftOver(null);
            }
        }
    }

    /** It goes on; for a while there may be more workers than the pool has places. */
    final void resume() {
        runners.getAndIncrement();
    }

    private boolean hasUntaken() {
        return hasTakeable() || (!attended.get() && hasRests());
    }

    private boolean hasTakeable() {
        if (hasUndealt() || !leftOver.isEmpty()) {
            return true;
        }
        for (Share share : shares) {
            if (!IndexRange.isEmpty(share.range().get())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasRests() {
        for (Share share : shares) {
            if (share.hasRest()) {
                return true;
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- what others have taken and not begun

    /**
     * A worker has found nothing to take. If others have taken more than they have begun, it looks whether they begin it, and if
     * not, has it from them.
     *
     * @param stays whether it goes on looking for long; else it leaves that to another
     * @return whether there may be something to take now
     */
    final boolean awaitRests(BooleanSupplier enough, boolean stays) {
        if (!hasRests() || !attended.compareAndSet(false, true)) {
            return false;
        }
        boolean found;
        try {
            found = attend(enough, stays);
        } finally {
            attended.set(false);
        }
        if (found && hasRests()) {
            bringNext();
        }
        return found;
    }

    private boolean attend(BooleanSupplier enough, boolean stays) {
        for (int looks = 0; hasRests() && !cancelled && !enough.getAsBoolean(); looks++) {
            if (hasTakeable()) {
                return true;
            }
            if (looks < QUICK_LOOKS) {
                Thread.onSpinWait();
            } else if (wishForRests()) {
                return true;
            } else if (!stays || (looks > QUICK_LOOKS && pool.queued() > 0)) {
                return false;
            } else {
                LockSupport.parkNanos(this, LOOK_NANOS << Math.min(4, looks - QUICK_LOOKS));
            }
        }
        return hasTakeable();
    }

    private boolean wishForRests() {
        boolean found = false;
        for (Share share : shares) {
            long rest = share.wish();
            if (!IndexRange.isEmpty(rest)) {
                leaveOver(rest);
                found = true;
            }
        }
        return found;
    }

    // ---------------------------------------------------------------- refusals

    /** A submitted share is refused. The others go on; if there are none, what is left fails. */
    final void refuse(Share share, MusterException reason) {
        if (coming.compareAndSet(share, null)) {
            oneRunnerLess(reason);
        }
    }

    /** A share that has begun is refused: its worker is gone, and no other can be had. */
    final void refuseBegun(MusterException reason) {
        oneRunnerLess(reason);
    }

    private void oneRunnerLess(MusterException reason) {
        if (runners.decrementAndGet() > 0) {
            return;
        }
        skipRest(reason);
        for (Call<?> call = returned(); call != null; call = returned()) {
            call.fail(reason);
        }
    }

    // ---------------------------------------------------------------- dealing

    final boolean hasUndealt() {
        return cursor.get() < size;
    }

    /** Takes undealt indices; an empty range if there are none. */
    final long deal(int most) {
        if (!hasUndealt()) {
            return IndexRange.NONE;
        }
        long start = cursor.getAndAdd(most);
        return start >= size ? IndexRange.NONE : IndexRange.of((int) start, (int) Math.min(size, start + most));
    }

    /**
     * Takes what comes before what is undealt: what is left over, or the front of what some share has held for too long. An empty range
     * if there is nothing like that, or if it is no time to look for it.
     */
    final long takeLate(int most, long now) {
        Long left = leftOver.poll();
        return left == null ? takeOverdue(most, now) : left;
    }

    private long takeOverdue(int most, long now) {
        long last = lookedAt.get();
        if (now - last < OVERDUE_LOOK_NANOS * runners.get() || !lookedAt.compareAndSet(last, now)) {
            return IndexRange.NONE;
        }
        for (Share late : shares) {
            if (late.isOverdue(now)) {
                leaveOver(late.wish()); // for the next who comes
                long first = late.range().takeFirst(most);
                if (!IndexRange.isEmpty(first)) {
                    return first;
                }
            }
        }
        return IndexRange.NONE;
    }

    /** Takes half of what some share holds; an empty range if there is nothing. */
    final long steal() {
        for (Share victim : shares) {
            long half = victim.range().takeHalf();
            if (!IndexRange.isEmpty(half)) {
                return half;
            }
        }
        return IndexRange.NONE;
    }

    /** How much of the undealt one share may hold, so that all are busy. */
    final int fairPart() {
        int parts = 4 * Math.min(mostRunners, Runtime.getRuntime().availableProcessors());
        return (int) Math.max(1, (size - cursor.get()) / parts);
    }

    final void giveBack(Iterable<? extends Call<?>> calls) {
        calls.forEach(returned::add);
        bringNext();
    }

    final @Nullable Call<?> returned() {
        return returned.poll();
    }

    final boolean hasReturned() {
        return !returned.isEmpty();
    }

    /** Takes so many indices at most: what is left over before what is undealt, and of that a part that leaves others some. */
    final long takeForRun(int most) {
        Long left = leftOver.poll();
        if (left == null) {
            return deal(Math.min(most, Math.max(most / 8, fairPart())));
        }
        int start = IndexRange.start(left);
        int end = IndexRange.end(left);
        int middle = end - start <= most ? end : start + most;
        if (middle < end) {
            leave(IndexRange.of(middle, end));
        }
        return IndexRange.of(start, middle);
    }

    // ---------------------------------------------------------------- ending

    /** So many more indices are done. */
    final void done(int count) {
        if (left.addAndGet(-count) == 0) {
            completed();
        }
    }

    /** Everything is done and told. */
    final void release() {
        complete = true;
        joiners.changed();
    }

    final boolean isComplete() {
        return complete;
    }

    final boolean isCancelling() {
        return cancelled;
    }

    /** Cancels what is not done and interrupts the bodies that run. */
    final void cancelRest() {
        cancelled = true;
        shares.forEach(Share::interrupt);
        skipRest(null);
        cancelCalls();
    }

    private void skipRest(@Nullable MusterException reason) {
        skipRange(IndexRange.of((int) Math.min(size, cursor.getAndSet(size)), size), reason);
        shares.forEach(share -> skipRange(share.range().takeAll(), reason));
        skipLeftOver(reason);
    }

    private void skipLeftOver(@Nullable MusterException reason) {
        for (Long left = leftOver.poll(); left != null; left = leftOver.poll()) {
            skipRange(left, reason);
        }
    }

    final void skipRange(long range, @Nullable MusterException reason) {
        if (!IndexRange.isEmpty(range)) {
            skip(IndexRange.start(range), IndexRange.end(range), reason);
            done(IndexRange.end(range) - IndexRange.start(range));
        }
    }

    /** Shows the calls whose bodies shares run at this moment. */
    final void running(Consumer<? super Call<?>> visitor) {
        shares.forEach(share -> share.running(visitor));
    }

    // ---------------------------------------------------------------- waiting

    /**
     * Waits until the fan-out is complete. The body that started it, if it is the one that waits and its worker is of the same
     * pool, helps first.
     *
     * @throws InterruptedException if this thread is interrupted
     */
    final void awaitComplete(@Nullable Call<?> startedBy) throws InterruptedException {
        await(this::isComplete, joiners, startedBy);
    }

    /** As {@link #awaitComplete}, for another condition, of which {@code watchers} are told. */
    final void await(BooleanSupplier enough, Watchers watchers, @Nullable Call<?> startedBy)
            throws InterruptedException {
        LocalRunner runner = LocalRunner.current();
        if (runner != null && startedBy != null && startedBy == runner.call() && runner.mayRunWithin(pool)) {
            help(runner, enough);
        }
        watchers.await(enough, runner, this::name);
    }

    /** As a body that waits does: works on this thread as long as there is something to take. */
    final void help(LocalRunner runner, BooleanSupplier enough) throws InterruptedException {
        if (!enough.getAsBoolean()) {
            Share share = joinersShare();
            if (share != null) {
                share.help(runner, enough);
            }
        }
    }
}
