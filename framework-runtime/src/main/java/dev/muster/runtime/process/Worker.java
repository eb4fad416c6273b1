package dev.muster.runtime.process;

import dev.muster.MusterException;
import dev.muster.NotTransferableException;
import dev.muster.WorkerInfo;
import dev.muster.WorkerStartException;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.CallMethod;
import dev.muster.call.CallRun;
import dev.muster.call.RemoteCall;
import dev.muster.call.Runner;
import dev.muster.call.Work;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.process.SentCalls.Sent;
import dev.muster.runtime.protocol.Answer;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.AskDesk;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.Control;
import dev.muster.runtime.protocol.MessageAbortedException;
import dev.muster.runtime.protocol.MessageFullException;
import dev.muster.runtime.protocol.RemoteFailure;
import dev.muster.runtime.protocol.Reply;
import dev.muster.wire.WireReader;
import java.io.IOException;
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
 * <p>{@code child} and {@code finishingSince} are written by the worker's thread alone; other threads use the one to interfere,
 * and the other to judge whether the pool must grow. All else but {@code sent}
 * (see there) belongs to the worker's thread.
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
    private @Nullable AsksOfCall asksOfCall; // the child's
    private final ChunkSize chunk = new ChunkSize();
    private volatile @Nullable ChildProcess child;
    private volatile long finishingSince;
    private @Nullable Requests requests;
    private volatile @Nullable Runner runner;
    private AskDesk.@Nullable Guest guest;
    private int served;
    private boolean delivered;
    private boolean worn;
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
                work = pool.take(this);
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

    /** Kills the child if it has calls and has been silent for too long. By the pool's watch alone. */
    void look() {
        ChildProcess present = child;
        if (present != null && sent.isEmpty()) {
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
        sent.forEach(runner, visitor);
    }

    /** Takes back the calls that wait behind a slow one. Returns whether there may be such calls later. */
    boolean recallIfSlow(long nanos) {
        ChildProcess present = child;
        if (present != null && sent.keepsOthersWaiting(nanos)) {
            present.say(new Control(Control.RECALL, sent.lastSent()));
        }
        return sent.size() > 1;
    }

    /** Cancels a call; what waits behind it must not be hit when the child is killed for not obeying. */
    private void cancel(ChildProcess present, Call<?> call) {
        long id = sent.idOf(call);
        if (id != 0) {
            present.say(new Control(Control.CANCEL, id));
            present.say(new Control(Control.RECALL, sent.lastSent()));
            pool.afterGrace(() -> {
                if (sent.idOf(call) == id) {
                    present.kill(call.name() + " did not end within the grace after its cancellation");
                }
            });
        }
    }

    /**
     * The rest of a cancelled run comes back. The call that runs, if it is of that run, is made when the child says which one it is,
     * and is cancelled by that.
     */
    private void cancel(ChildProcess present, CallRun run) {
        present.say(new Control(Control.RECALL, sent.lastSent()));
        pool.afterGrace(() -> {
            if (sent.has(run)) {
                present.kill("calls of " + run.site().spec().name()
                        + "All did not end within the grace after its cancellation");
            }
        });
    }

    /** Stands for one child in the calls that it runs. */
    private final class ChildRunner implements Runner {
        private final ChildProcess process;
        private final WorkerInfo info;

        ChildRunner(ChildProcess process) {
            this.process = process;
            this.info = process.info(pool.host());
        }

        @Override
        public WorkerInfo info() {
            return info;
        }

        @Override
        public void interrupt(Call<?> call) {
            pool.soon(() -> cancel(process, call));
        }
    }

    // ---------------------------------------------------------------- serving

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
            turn(Objects.requireNonNull(child));
            if (work != null && pool.isUrgent()) {
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
        requests = new Requests(started.requests());
        runner = new ChildRunner(started);
        started.answers().listen(in -> hear(started, in));
        AsksOfCall asks = new AsksOfCall(pool);
        asksOfCall = asks;
        guest = pool.desk().receive(started.name(), (id, reply) -> reply(started, asks, id, reply));
        served = 0;
        worn = false;
    }

    private void endChild() {
        ChildProcess old = child;
        if (old != null) {
            old.end(pool.options().grace(), !pool.isStopping());
            child = null;
        }
        sendGuestAway();
    }

    /** Before its call ends, nobody must act for it any more. */
    private void sendGuestAway() {
        if (guest != null) {
            guest.gone();
            guest = null;
        }
    }

    /** Sends a message of calls and reads their answers. */
    private void turn(ChildProcess present) {
        long start = System.nanoTime();
        delivered = false;
        try {
            int calls = fill();
            Objects.requireNonNull(requests).send();
            delivered = true;
            sent.sent();
            recallIfCancelled(present);
            if (calls > 1) {
                pool.watchForSlowCalls();
            }
            while (!sent.isEmpty()) {
                readAnswer(present);
            }
            if (calls > 0) {
                chunk.took(calls, System.nanoTime() - start);
            }
        } catch (BrokenChannelException broken) {
            delivered = Objects.requireNonNull(requests).hasStreamed() || (delivered && !broken.isUnread());
            childDied(present, broken);
            return;
        }
        if (hasServedEnough()) {
            endChild();
        }
    }

    private boolean hasServedEnough() {
        int most = pool.options().callsPerWorker();
        return worn || (most > 0 && served >= most);
    }

    // ---------------------------------------------------------------- writing calls

    /** A run may have been cancelled just before it was sent. */
    private void recallIfCancelled(ChildProcess present) {
        if (sent.hasCancelled()) {
            present.say(new Control(Control.RECALL, sent.lastSent()));
        }
    }

    /** Puts calls into the message. Returns how many. */
    private int fill() throws BrokenChannelException {
        int most = callsInTurn();
        int calls = 0;
        boolean alone = false;
        while (calls < most && !alone && !Objects.requireNonNull(requests).isFull()) {
            CallRun run = next == null && work != null ? work.nextRun(most - calls) : null;
            if (run != null) {
                if (!give(run)) {
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
            if (!give(call)) {
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

    private int callsInTurn() {
        int most = pool.options().callsPerWorker();
        return most == 0 ? chunk.next() : Math.min(chunk.next(), most - served);
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

    /** Puts a run, or what fits of it, into the message. Returns false if it belongs into the next one. */
    private boolean give(CallRun run) throws BrokenChannelException {
        ChildProcess present = Objects.requireNonNull(child);
        run.begin(() -> pool.soon(() -> cancel(present, run)));
        Sent given = sent.add(run, Objects.requireNonNull(work));
        try {
            int count = Objects.requireNonNull(requests).add(given, run);
            sent.extend(count);
            served += count;
            run.keep(count);
            return true;
        } catch (NotTransferableException failure) {
            sent.removeLast();
            unsent(run).fail(failure);
            run.keep(0);
            return true;
        } catch (MessageFullException later) {
            sent.removeLast();
            run.keep(0);
            return false;
        }
    }

    /** The first call of a run that the child does not have. */
    private Call<?> unsent(CallRun run) {
        Call<?> call = run.make(Objects.requireNonNull(runner));
        run.hold(call);
        return call;
    }

    /** Begins a call and puts it into the message. Returns false if it belongs into the next one. */
    private boolean give(Call<?> call) throws BrokenChannelException {
        Work source = Objects.requireNonNull(work);
        Sent given = sent.add(call, source);
        if (!call.begin(Objects.requireNonNull(runner))) {
            sent.removeLast();
            return true;
        }
        try {
            Objects.requireNonNull(requests).add(given, call);
            served++;
            return true;
        } catch (NotTransferableException failure) {
            sent.removeLast();
            call.fail(failure);
            return true;
        } catch (MessageFullException later) {
            sent.removeLast();
            if (call.unbegin()) {
                source.putBack(List.of(call));
            }
            return false;
        }
    }

    // ---------------------------------------------------------------- reading answers

    private void readAnswer(ChildProcess present) throws BrokenChannelException {
        try {
            present.answers().nextMessage();
            WireReader in = present.answers().nextPart();
            if (in == null) {
                throw new BrokenChannelException("an answer that says nothing");
            }
            read(present, in);
            makeIfCancelled();
        } catch (MessageAbortedException taken) {
            // It could not be written; the next one says why.
        } catch (BrokenChannelException broken) {
            throw broken;
        } catch (IOException | RuntimeException garbage) {
            throw new BrokenChannelException("not an answer: " + garbage);
        }
    }

    private void read(ChildProcess present, WireReader in) throws IOException {
        byte kind = in.getByte();
        long id = in.getLong();
        present.awaitOutput(in.getLong(), in.getLong());
        if (isBesides(present, kind, id, in)) {
            return;
        }
        if (kind == Answer.RESULTS) {
            results(id, in);
        } else {
            answered(present, id, kind, in);
        }
    }

    /** What is said between the pieces of an answer, while that is read. */
    private void hear(ChildProcess present, WireReader in) throws BrokenChannelException {
        try {
            byte kind = in.getByte();
            long id = in.getLong();
            present.awaitOutput(in.getLong(), in.getLong());
            if (!isBesides(present, kind, id, in)) {
                throw new BrokenChannelException("an answer within an answer");
            }
        } catch (BrokenChannelException broken) {
            throw broken;
        } catch (IOException | RuntimeException garbage) {
            throw new BrokenChannelException("not what is said within an answer: " + garbage);
        }
    }

    /** Does what is said besides the answers; false if it is one. */
    private boolean isBesides(ChildProcess present, byte kind, long id, WireReader in) throws IOException {
        switch (kind) {
            case Answer.ASKS -> asked(id, in);
            case Answer.WORN -> worn(present);
            case Answer.LOGGED -> present.logged(in);
            case Answer.RETURNED -> giveBack(sent.removeBetween(id, in.getLong()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answered(ChildProcess present, long id, byte kind, WireReader in) throws IOException {
        expected(id);
        finishing(sent.size() == 1);
        Call<?> call = made();
        settle(present, call, kind, in);
        sent.removeFirst();
        hasAnswered();
    }

    private void finishing(boolean last) {
        finishingSince = last ? System.nanoTime() : 0;
    }

    private void hasAnswered() {
        unusedChildren = 0;
        pool.crashLoop().finished();
    }

    private void results(long id, WireReader in) throws IOException {
        for (long next = id; !in.atEnd(); ) {
            Sent first = expected(next);
            CallRun run = first.run();
            int count = run == null ? result(Objects.requireNonNull(first.call()), in) : results(run, in);
            next += count;
        }
        hasAnswered();
    }

    private int result(Call<?> call, WireReader in) throws IOException {
        int length = in.getInt();
        long end = in.consumed() + length;
        finishing(sent.size() == 1);
        result(Objects.requireNonNull(child), call, end, in);
        skipTo(end, in);
        sent.removeFirst();
        return 1;
    }

    /** Reads results of a run, as far as it and they go, or one that cannot be read. Gives how many. */
    private int results(CallRun run, WireReader in) throws IOException {
        int size = run.size();
        int count = 0;
        while (count < size && !in.atEnd()) {
            int length = in.getInt();
            long end = in.consumed() + length;
            try {
                run.readResult(length, in);
            } catch (BrokenChannelException broken) {
                throw broken;
            } catch (Throwable failure) {
                told(run, count);
                unreadable(made(), failure);
                skipTo(end, in);
                sent.removeFirst();
                return count + 1;
            }
            count++;
        }
        told(run, count);
        return count;
    }

    /** So many of a run have ended. */
    private void told(CallRun run, int count) {
        if (count > 0) {
            finishing(sent.size() == count);
            run.tell();
            sent.removeFirst(count);
        }
    }

    private static void skipTo(long end, WireReader in) throws IOException {
        if (in.consumed() > end) {
            throw new BrokenChannelException("a result that is longer than it says");
        }
        in.skipTo(end);
    }

    /** The call that the child is at, made if it is not. */
    private Call<?> made() {
        Sent first = Objects.requireNonNull(sent.first());
        CallRun run = first.run();
        if (run == null) {
            return Objects.requireNonNull(first.call());
        }
        Call<?> call = run.make(Objects.requireNonNull(runner));
        sent.made(call);
        run.hold(call);
        return call;
    }

    /** The first call of a cancelled run is cancelled by being made. */
    private void makeIfCancelled() {
        Sent first = sent.first();
        CallRun run = first == null ? null : first.run();
        if (run != null && run.isCancelled()) {
            var unused = made();
        }
    }

    /** What waits behind the call at hand goes elsewhere. */
    private void worn(ChildProcess present) {
        if (!worn) {
            worn = true;
            Log.warning(present.name() + " (pid " + present.pid() + ") is replaced: after " + served
                    + " calls it has more memory in use than its limit of "
                    + pool.options().memoryLimit().orElse("?"));
        }
        present.say(new Control(Control.RECALL, sent.lastSent()));
    }

    private void asked(long id, WireReader in) throws IOException {
        if (sent.isEmpty()) {
            throw new BrokenChannelException("an ask when nothing runs");
        }
        Ask ask = Ask.read(in);
        if (ask.isByCallInHand()) {
            Objects.requireNonNull(asksOfCall).add(id);
        }
        Objects.requireNonNull(guest).ask(id, made(), ask);
    }

    private void reply(ChildProcess to, AsksOfCall asks, long id, Reply reply) {
        asks.remove(id);
        to.say(new Control(Control.REPLY, id, reply.toBytes()));
    }

    private Sent expected(long id) throws BrokenChannelException {
        Sent first = sent.first();
        if (first == null || first.id() != id) {
            throw new BrokenChannelException("an answer to a call that does not run: " + id);
        }
        return first;
    }

    private void settle(ChildProcess present, Call<?> call, byte kind, WireReader in) throws IOException {
        switch (kind) {
            case Answer.RESULT -> result(present, call, Long.MAX_VALUE, in);
            case Answer.THREW -> call.bodyThrew(failure(present, call, in));
            case Answer.CANCELLED -> call.cancel(false);
            case Answer.UNFIT -> unfit(present, call, in);
            default -> throw new BrokenChannelException("not a kind of answer: " + kind);
        }
        if (kind == Answer.CANCELLED) {
            call.succeed(); // has no result to give; its body has ended
        }
    }

    /** Reads a result, which goes on to that place, or to the end. */
    private void result(ChildProcess present, Call<?> call, long end, WireReader in) throws IOException {
        if (call.isDone()) {
            unlessVoid(present, end);
            pool.droppedAnswer();
            call.succeed(); // cancelled; the late result is dropped
            return;
        }
        try {
            ((RemoteCall) call).readResult(in);
            if (end == Long.MAX_VALUE ? !in.atEnd() : in.consumed() < end) {
                throw new IOException("more was written than is read; are the classes of both sides the same?");
            }
        } catch (BrokenChannelException | MessageAbortedException passed) {
            throw passed;
        } catch (Throwable failure) {
            unlessVoid(present, end);
            unreadable(call, failure);
            return;
        }
        unlessVoid(present, end);
        call.succeed();
    }

    /** The codec of the other side has failed half-way, and that of this side may have kept to itself that there is no more to read. */
    private static void unlessVoid(ChildProcess present, long end) throws IOException {
        if (end == Long.MAX_VALUE && present.answers().isVoid()) {
            throw new MessageAbortedException();
        }
    }

    private static void unreadable(Call<?> call, Throwable failure) {
        call.fail(new NotTransferableException(
                call.name() + " has a result that cannot be read: " + RemoteFailure.textOf(failure), failure));
    }

    private static void unfit(ChildProcess present, Call<?> call, WireReader in) throws IOException {
        String what = in.getString();
        Throwable cause = failure(present, call, in);
        call.fail(new NotTransferableException(
                call.name() + " " + what + " (in " + present.name() + "): " + RemoteFailure.textOf(cause), cause));
    }

    private static Throwable failure(ChildProcess present, Call<?> call, WireReader in) throws IOException {
        CallMethod.Remote remote = Objects.requireNonNull(call.site().method().remote());
        StackTraceElement boundary = new StackTraceElement(present.name(), "pid-" + present.pid(), call.name(), -1);
        return RemoteFailure.read(in, remote.dispatcher().getClassLoader(), boundary);
    }

    // ---------------------------------------------------------------- the unhappy ways

    /** If the message had arrived, its first unanswered call ran, and fails. The others did not. */
    private void childDied(ChildProcess present, BrokenChannelException how) {
        if (how.isGarbage()) {
            present.kill("it said what makes no sense: " + how.getMessage());
        }
        Death death = present.awaitDeath(pool.options().grace());
        child = null;
        sendGuestAway();
        if (delivered && !sent.isEmpty()) {
            Call<?> ran = made();
            sent.removeFirst();
            if (!ran.isDone()) { // else it was we who killed it
                pool.crashLoop().died(death, ran.name());
            }
            ran.fail(death.failureOf(ran.name(), how));
        } else {
            unusedChildren++;
            lastUnused = death;
        }
        giveBack(sent.removeBetween(0, Long.MAX_VALUE));
    }

    /** Returns calls that were not started to where they came from, which then comes before all else. */
    private void giveBack(List<Sent> unstarted) {
        List<Work> works = new ArrayList<>();
        List<Call<?>> calls = new ArrayList<>();
        for (Sent each : unstarted) {
            if (!isUnbegun(each)) {
                continue;
            }
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

    /** Calls were not started: takes note of that. Whether there are any that want to be. */
    private boolean isUnbegun(Sent unstarted) {
        Call<?> call = unstarted.call();
        if (call != null) {
            served--;
            return call.unbegin();
        }
        CallRun run = Objects.requireNonNull(unstarted.run());
        int left = unstarted.count();
        served -= run.size() - left;
        run.keep(left);
        return true;
    }

    /** Something went wrong that ought not to: nobody shall wait for what this worker had. */
    private void abandon(MusterException reason) {
        while (!sent.isEmpty()) {
            made().fail(reason);
            sent.removeFirst();
        }
        Work left = takeWork();
        if (left != null) {
            left.refuse(reason);
        }
        kill("its worker failed: " + reason);
    }
}
