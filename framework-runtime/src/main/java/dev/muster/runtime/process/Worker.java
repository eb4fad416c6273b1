package dev.muster.runtime.process;

import dev.muster.MusterException;
import dev.muster.WorkerStartException;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.CallRun;
import dev.muster.call.Work;
import dev.muster.runtime.process.SentCalls.Sent;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.Control;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of a worker: a thread that serves work in a child process, and replaces the child when it dies or has served
 * enough.
 *
 * <p>A turn sends a message of calls and reads their answers; the child runs nothing between turns, and neither side writes
 * calls or answers while the other does, so that they cannot block each other. A call begins when it is put into the message. If
 * it is not started after all (the child died at an earlier one, or that one is slow and the rest was recalled), it is unbegun
 * and given back to its work.
 *
 * <p>{@code child} is there from its start to its death; {@code tenure} is the time that it serves, or that the last one did.
 * {@code early} is the call at hand for which a child is started, and until it has been given to that. These,
 * {@code finishingSince} and {@code hearing} are written by the worker's thread alone; other threads use them to interfere, to
 * look, and to judge whether the pool must grow. All else but {@code sent} (see there) belongs to the worker's thread.
 */
final class Worker implements Runnable {
    /** So many children in a row may die before they get a call. */
    private static final int MOST_UNUSED = 3;

    /** Who is told of a call's end may take his time with it. */
    private static final long MOST_FINISHING_NANOS = 50_000_000;

    private final ProcessPool pool;
    private final boolean extra;
    private final boolean ahead;
    private final SentCalls sent = new SentCalls();
    private final ChunkSize chunk = new ChunkSize();
    private volatile @Nullable ChildProcess child;
    private volatile @Nullable Tenure tenure;
    private volatile long finishingSince;
    private volatile boolean hearing;
    private volatile @Nullable Call<?> early;
    private boolean delivered;
    private int unusedChildren;
    private @Nullable Death lastUnused;
    private @Nullable Work work;
    private @Nullable Call<?> next;

    /** A worker of a pool; {@code extra} if it comes because all others wait, {@code ahead} if it comes before there is work. */
    Worker(ProcessPool pool, boolean extra, boolean ahead) {
        this.pool = pool;
        this.extra = extra;
        this.ahead = ahead;
    }

    /** Whether it takes nothing but calls that hold resources. */
    boolean isExtra() {
        return extra;
    }

    @Override
    public void run() {
        try {
            if (ahead && !hasChild()) {
                return;
            }
            do {
                work = take();
                finishingSince = 0;
            } while (work != null && serve());
        } catch (Throwable bug) {
            abandon(new MusterException("the worker of " + pool.name() + " failed: " + bug, bug));
            pool.failed();
        } finally {
            endChild();
            pool.left(this);
        }
    }

    // ---------------------------------------------------------------- interference, by other threads

    /** Kills the child, if there is one. */
    void kill(String why) {
        ChildProcess present = child;
        if (present != null) {
            present.kill(why);
        }
    }

    /** Kills the child if it has calls, or is heard, and has been silent for too long. By the pool's watch alone. */
    void look() {
        ChildProcess present = child;
        if (present != null && sent.isEmpty() && !hearing) {
            present.rest();
        } else if (present != null) {
            present.look(pool.options().livenessLimit());
        }
    }

    /** Whether the worker has just told of its last call, and is about to ask for work. */
    boolean isFinishing() {
        long since = finishingSince;
        return since != 0 && System.nanoTime() - since < MOST_FINISHING_NANOS;
    }

    /** Shows the calls that the child has. */
    void running(Consumer<? super Call<?>> visitor) {
        Tenure present = tenure;
        sent.forEach(present == null ? null : present.runner(), visitor);
    }

    /** Shows the call, not begun yet, that waits for the worker's child. */
    void waiting(Consumer<? super Call<?>> visitor) {
        Call<?> call = early;
        if (call != null && call.next() != null) {
            visitor.accept(call);
        }
    }

    /** Takes back the calls that wait behind a slow one. Returns whether there may be such calls later. */
    boolean recallIfSlow(long nanos) {
        ChildProcess present = child;
        if (present != null && sent.keepsOthersWaiting(nanos)) {
            present.say(new Control(Control.RECALL, sent.lastSent()));
        }
        return sent.size() > 1;
    }

    /** Whether the child has something to say without having calls, or has died. */
    boolean hasNews() {
        ChildProcess present = child;
        return present != null && present.hasNews();
    }

    // ---------------------------------------------------------------- serving

    /** Waits for work, and hears the child meanwhile. */
    private @Nullable Work take() {
        Work taken = pool.take(this);
        while (taken == null && pool.mustHear(this)) {
            hear(Objects.requireNonNull(tenure));
            taken = pool.take(this);
        }
        return taken;
    }

    /** Work goes before the next thing that the child says: it may never stop. */
    private void hear(Tenure present) {
        if (!isHeard(present) || present.process().hasEnded()) {
            endChild();
        }
    }

    /** Reads something that the child has said though it has no calls; false if it must be replaced. */
    private boolean isHeard(Tenure present) {
        hearing = true;
        try {
            present.readUnheard();
            return true;
        } catch (BrokenChannelException broken) {
            if (broken.isGarbage()) {
                present.process().kill("it said what makes no sense: " + broken.getMessage());
            }
            return false;
        } finally {
            hearing = false;
        }
    }

    /** Serves until the work at hand and the pool's queue are empty. Returns false if the worker has given up. */
    private boolean serve() {
        while (work != null) {
            if (!isChildAlive()) {
                next = nextCall(true); // a fan-out brings its next worker now, and not when this one's child is ready
                if (next == null) {
                    break; // no child is started for work that has no more calls
                }
            }
            if (!hasChild()) {
                return false;
            }
            turn(Objects.requireNonNull(tenure));
            if (work != null && ((extra && !(work instanceof Call<?>)) || pool.isUrgent())) {
                pool.requeue(work);
                work = null;
            }
            if (work == null) {
                work = pool.poll(this);
            }
            if (work != null) {
                finishingSince = 0;
            }
        }
        return true;
    }

    /** Sees to it that there is a live child; if none can be started, the work at hand is given back and the worker ends. */
    private boolean hasChild() {
        if (isChildAlive()) {
            return true;
        }
        endChild();
        early = next;
        try {
            start();
            return true;
        } catch (WorkerStartException failure) {
            pool.startFailed(this, takeWork(), failure);
            return false;
        } catch (BrokenPoolException failure) {
            pool.broken(this, takeWork(), failure.ofPool(pool.name()));
            return false;
        }
    }

    private boolean isChildAlive() {
        ChildProcess present = child;
        return present != null && present.isAlive();
    }

    private @Nullable Work takeWork() {
        Work left = work;
        if (left != null && next != null) {
            left.putBack(List.of(next));
        }
        early = null;
        next = null;
        work = null;
        return left;
    }

    private void start() throws BrokenPoolException {
        if (unusedChildren >= MOST_UNUSED) {
            unusedChildren = 0;
            throw new WorkerStartException("child processes die before they run a call; the last one: "
                    + Objects.requireNonNull(lastUnused).describe(List.of()));
        }
        pool.awaitCalm();
        ChildProcess started = pool.start(process -> child = process);
        Thread.currentThread().setName(started.name());
        tenure = Tenure.begin(this, pool, sent, started);
    }

    private void endChild() {
        ChildProcess old = child;
        if (old != null) {
            old.end(pool.options().grace(), !pool.isStopping());
            child = null;
        }
        Tenure last = tenure;
        if (last != null) {
            last.end();
        }
    }

    /** Sends a message of calls and reads their answers. */
    private void turn(Tenure present) {
        long start = System.nanoTime();
        delivered = false;
        try {
            int calls = fill(present);
            early = null;
            present.send();
            delivered = true;
            if (calls > 1) {
                pool.watchForSlowCalls();
            }
            while (!sent.isEmpty()) {
                present.readAnswer();
            }
            if (calls > 0) {
                chunk.took(calls, System.nanoTime() - start);
            }
        } catch (BrokenChannelException broken) {
            delivered = present.hasStreamed() || (delivered && !broken.isUnread());
            childDied(present, broken);
            return;
        }
        if (present.hasServedEnough()) {
            endChild();
        }
    }

    // ---------------------------------------------------------------- writing calls

    /** Puts calls into the message. Returns how many. */
    private int fill(Tenure present) throws BrokenChannelException {
        int most = Math.min(chunk.next(), present.callsLeft());
        int calls = 0;
        boolean alone = false;
        while (calls < most && !alone && !present.isFull()) {
            CallRun run = next == null && work != null ? work.nextRun(most - calls) : null;
            if (run != null) {
                if (!present.give(run, Objects.requireNonNull(work))) {
                    break;
                }
                calls = sent.size();
                continue;
            }
            Call<?> call = next != null ? next : nextCall(calls > 0);
            next = null;
            if (call == null) {
                break;
            }
            alone = isTimed(call);
            if (alone && calls > 0) {
                Objects.requireNonNull(work).putBack(List.of(call));
                break;
            }
            if (!present.give(call, Objects.requireNonNull(work))) {
                break;
            }
            calls = sent.size();
        }
        return calls;
    }

    /** The clock of a call starts when it is sent, so that it must not wait behind others. */
    private static boolean isTimed(Call<?> call) {
        CallHolder holder = call.holder();
        return call.site().spec().hasRunLimit() || (holder != null && holder.deadline() != null);
    }

    /** The next call of the work at hand, or of what the pool has next. */
    private @Nullable Call<?> nextCall(boolean mayPoll) {
        while (work != null) {
            Call<?> call = work.next();
            if (call != null) {
                return call;
            }
            work = mayPoll ? pool.poll(this) : null;
        }
        return null;
    }

    // ---------------------------------------------------------------- for the tenure, while it reads answers

    /** A call is about to be told of, which is the last one that the child has or not. */
    void finishing(boolean last) {
        finishingSince = last ? System.nanoTime() : 0;
    }

    /** The child has answered a call. */
    void hasAnswered() {
        unusedChildren = 0;
        pool.crashLoop().finished();
    }

    // ---------------------------------------------------------------- the unhappy ways

    /** If the message had arrived, its first unanswered call ran, and fails. The others did not. */
    private void childDied(Tenure present, BrokenChannelException how) {
        if (how.isGarbage()) {
            present.process().kill("it said what makes no sense: " + how.getMessage());
        }
        Death death = present.process().awaitDeath(pool.options().grace());
        child = null;
        present.end();
        if (delivered && !sent.isEmpty()) {
            Call<?> ran = present.made();
            sent.removeFirst();
            if (!ran.isDone()) { // else it was we who killed it
                pool.crashLoop().died(death, ran.name());
            }
            ran.fail(death.failureOf(ran.name(), how));
        } else {
            unusedChildren++;
            lastUnused = death;
        }
        giveBack(present.takeBack(0, Long.MAX_VALUE));
    }

    /** Returns calls that were not started to where they came from, which then comes before all else. */
    void giveBack(List<Sent> unstarted) {
        List<Work> works = new ArrayList<>();
        List<Call<?>> calls = new ArrayList<>();
        for (Sent each : unstarted) {
            Work source = each.work();
            if (!works.isEmpty() && works.get(works.size() - 1) != source) {
                works.get(works.size() - 1).putBack(calls);
                calls = new ArrayList<>();
            }
            if (works.isEmpty() || works.get(works.size() - 1) != source) {
                works.add(source);
            }
            if (each.call() != null) {
                calls.add(each.call());
            }
        }
        if (!works.isEmpty()) {
            works.get(works.size() - 1).putBack(calls);
        }
        if (works.contains(work)) {
            work = null;
        }
        Collections.reverse(works);
        works.forEach(pool::requeue);
    }

    /** Something went wrong that ought not to: nobody shall wait for what this worker had. */
    private void abandon(MusterException reason) {
        while (!sent.isEmpty()) {
            Objects.requireNonNull(tenure).made().fail(reason);
            sent.removeFirst();
        }
        Work left = takeWork();
        if (left != null) {
            left.refuse(reason);
        }
        kill("its worker failed: " + reason);
    }
}
