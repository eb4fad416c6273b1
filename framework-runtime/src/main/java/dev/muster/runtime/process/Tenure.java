package dev.muster.runtime.process;

import dev.muster.NotTransferableException;
import dev.muster.WorkerInfo;
import dev.muster.call.Call;
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
import java.util.List;
import java.util.Objects;

/**
 * The time in which one child serves a worker: calls are put into messages for it, its answers are read, and what it asks for is
 * passed on.
 *
 * <p>Belongs to the worker's thread, but for cancellations and replies, which come from others: these use {@code sent} (see there),
 * {@code asks} and the control connection alone.
 */
final class Tenure {
    private final Worker worker;
    private final ProcessPool pool;
    private final SentCalls sent; // the worker's
    private final ChildProcess process;
    private final Requests requests;
    private final Runner runner;
    private final AsksOfCall asks;
    private final AskDesk.Guest guest;
    private int served;
    private boolean worn;
    private boolean over;

    private Tenure(Worker worker, ProcessPool pool, SentCalls sent, ChildProcess process) {
        this.worker = worker;
        this.pool = pool;
        this.sent = sent;
        this.process = process;
        this.requests = new Requests(process.requests());
        this.runner = new ChildRunner();
        this.asks = new AsksOfCall(pool);
        this.guest = pool.desk().receive(process.name(), this::reply);
    }

    /** A child that is ready begins to serve. */
    static Tenure begin(Worker worker, ProcessPool pool, SentCalls sent, ChildProcess process) {
        Tenure tenure = new Tenure(worker, pool, sent, process);
        process.answers().listen(tenure::hear);
        process.onNews(() -> pool.news(worker));
        return tenure;
    }

    /** The child has ended. Before its call ends, nobody must act for it any more. */
    void end() {
        if (!over) {
            over = true;
            guest.gone();
        }
    }

    ChildProcess process() {
        return process;
    }

    Runner runner() {
        return runner;
    }

    /** How many calls the child may get before it is replaced. */
    int callsLeft() {
        int most = pool.options().callsPerWorker();
        return most == 0 ? Integer.MAX_VALUE : most - served;
    }

    /** Whether the child is to be replaced before it gets further calls. */
    boolean hasServedEnough() {
        return worn || callsLeft() <= 0;
    }

    /** Has the child give back what it has not started of what it has been sent. */
    private void recall() {
        process.say(new Control(Control.RECALL, sent.lastSent()));
    }

    // ---------------------------------------------------------------- cancelling, by any thread

    /** Cancels a call; what waits behind it must not be hit when the child is killed for not obeying. */
    private void cancel(Call<?> call) {
        long id = sent.idOf(call);
        if (id != 0) {
            process.say(new Control(Control.CANCEL, id));
            recall();
            pool.afterGrace(() -> {
                if (sent.idOf(call) == id) {
                    process.kill(call.name() + " did not end within the grace after its cancellation");
                }
            });
        }
    }

    /**
     * The rest of a cancelled run comes back. The call that runs, if it is of that run, is made when the child says which one it
     * is, and is cancelled by that.
     */
    private void cancel(CallRun run) {
        recall();
        pool.afterGrace(() -> {
            if (sent.has(run)) {
                process.kill("calls of " + run.site().spec().name()
                        + "All did not end within the grace after its cancellation");
            }
        });
    }

    /** Stands for the child in the calls that it runs. */
    private final class ChildRunner implements Runner {
        private final WorkerInfo info = process.info(pool.host());

        @Override
        public WorkerInfo info() {
            return info;
        }

        @Override
        public void interrupt(Call<?> call) {
            pool.soon(() -> cancel(call));
        }
    }

    // ---------------------------------------------------------------- writing calls

    /** Whether no further call goes into the message. */
    boolean isFull() {
        return requests.isFull();
    }

    /** Sends the message. */
    void send() throws BrokenChannelException {
        requests.send();
        sent.sent();
        if (sent.hasCancelled()) { // just before it was sent
            recall();
        }
    }

    /** Whether the child may have begun to act on the last message before it had read all of it. */
    boolean hasStreamed() {
        return requests.hasStreamed();
    }

    /** Puts a run, or what fits of it, into the message. Returns false if it belongs into the next one. */
    boolean give(CallRun run, Work source) throws BrokenChannelException {
        run.begin(() -> pool.soon(() -> cancel(run)));
        Sent given = sent.add(run, source);
        try {
            int count = requests.add(given, run);
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
        Call<?> call = run.make(runner);
        run.hold(call);
        return call;
    }

    /** Begins a call and puts it into the message. Returns false if it belongs into the next one. */
    boolean give(Call<?> call, Work source) throws BrokenChannelException {
        Sent given = sent.add(call, source);
        if (!call.begin(runner)) {
            sent.removeLast();
            return true;
        }
        try {
            requests.add(given, call);
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

    /** Takes back the calls behind one, up to another, which the child has not started. Those of them that still want to be. */
    List<Sent> takeBack(long after, long upTo) {
        List<Sent> unstarted = new ArrayList<>();
        for (Sent each : sent.removeBetween(after, upTo)) {
            if (isUnbegun(each)) {
                unstarted.add(each);
            }
        }
        return unstarted;
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

    // ---------------------------------------------------------------- reading answers

    /** Reads one answer, or something said besides, and settles the call that it is of. */
    void readAnswer() throws BrokenChannelException {
        try {
            process.answers().nextMessage();
            WireReader in = process.answers().nextPart();
            if (in == null) {
                throw new BrokenChannelException("an answer that says nothing");
            }
            read(in);
            makeIfCancelled();
        } catch (MessageAbortedException taken) {
            // It could not be written; the next one says why.
        } catch (BrokenChannelException broken) {
            throw broken;
        } catch (IOException | RuntimeException garbage) {
            throw new BrokenChannelException("not an answer: " + garbage);
        }
    }

    /** Reads one thing that the child has said though it has no calls, if there is any. */
    void readUnheard() throws BrokenChannelException {
        if (process.looksForUnheard()) {
            readAnswer();
        }
    }

    private void read(WireReader in) throws IOException {
        byte kind = in.getByte();
        long id = in.getLong();
        process.awaitOutput(in.getLong(), in.getLong());
        if (isBesides(kind, id, in)) {
            return;
        }
        if (kind == Answer.RESULTS) {
            results(id, in);
        } else {
            answered(id, kind, in);
        }
    }

    /** What is said between the pieces of an answer, while that is read. */
    private void hear(WireReader in) throws BrokenChannelException {
        try {
            byte kind = in.getByte();
            long id = in.getLong();
            process.awaitOutput(in.getLong(), in.getLong());
            if (!isBesides(kind, id, in)) {
                throw new BrokenChannelException("an answer within an answer");
            }
        } catch (BrokenChannelException broken) {
            throw broken;
        } catch (IOException | RuntimeException garbage) {
            throw new BrokenChannelException("not what is said within an answer: " + garbage);
        }
    }

    /** Does what is said besides the answers; false if it is one. */
    private boolean isBesides(byte kind, long id, WireReader in) throws IOException {
        switch (kind) {
            case Answer.ASKS -> asked(id, in);
            case Answer.WORN -> worn();
            case Answer.LOGGED -> process.logged(in);
            case Answer.RETURNED -> worker.giveBack(takeBack(id, in.getLong()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answered(long id, byte kind, WireReader in) throws IOException {
        expected(id);
        worker.finishing(sent.size() == 1);
        Call<?> call = made();
        settle(call, kind, in);
        sent.removeFirst();
        worker.hasAnswered();
    }

    private void results(long id, WireReader in) throws IOException {
        for (long next = id; !in.atEnd(); ) {
            Sent first = expected(next);
            CallRun run = first.run();
            int count = run == null ? result(Objects.requireNonNull(first.call()), in) : results(run, in);
            next += count;
        }
        worker.hasAnswered();
    }

    private int result(Call<?> call, WireReader in) throws IOException {
        int length = in.getInt();
        long end = in.consumed() + length;
        worker.finishing(sent.size() == 1);
        result(call, end, in);
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
            worker.finishing(sent.size() == count);
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
    Call<?> made() {
        Sent first = Objects.requireNonNull(sent.first());
        CallRun run = first.run();
        if (run == null) {
            return Objects.requireNonNull(first.call());
        }
        Call<?> call = run.make(runner);
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
    private void worn() {
        if (!worn) {
            worn = true;
            Log.warning(process.name() + " (pid " + process.pid() + ") is replaced: after " + served
                    + " calls it has more memory in use than its limit of "
                    + pool.options().memoryLimit().orElse("?"));
        }
        recall();
    }

    private void asked(long id, WireReader in) throws IOException {
        Ask ask = Ask.read(in);
        if (sent.isEmpty()) {
            askedWithoutCall(id, ask);
            return;
        }
        if (ask.isByCallInHand()) {
            asks.add(id);
        }
        guest.ask(id, made(), ask);
    }

    /** By a thread that a body has left. Of the call that was in hand, one may still say, late, for whom it waited. */
    private void askedWithoutCall(long id, Ask ask) throws BrokenChannelException {
        if (ask.owner() != Ask.CALL_IN_HAND || ask.what() == Ask.What.GIVE_UP) {
            guest.ask(id, null, ask);
        } else if (ask.what() == Ask.What.JOINS) {
            reply(id, Reply.of(0));
        } else if (ask.what() != Ask.What.JOINED) {
            throw new BrokenChannelException("an ask of the call in hand when there is none");
        }
    }

    private void reply(long id, Reply reply) {
        asks.remove(id);
        process.say(new Control(Control.REPLY, id, reply.toBytes()));
    }

    private Sent expected(long id) throws BrokenChannelException {
        Sent first = sent.first();
        if (first == null || first.id() != id) {
            throw new BrokenChannelException("an answer to a call that does not run: " + id);
        }
        return first;
    }

    private void settle(Call<?> call, byte kind, WireReader in) throws IOException {
        switch (kind) {
            case Answer.RESULT -> result(call, Long.MAX_VALUE, in);
            case Answer.THREW -> call.bodyThrew(failure(call, in));
            case Answer.CANCELLED -> call.cancel(false);
            case Answer.UNFIT -> unfit(call, in);
            default -> throw new BrokenChannelException("not a kind of answer: " + kind);
        }
        if (kind == Answer.CANCELLED) {
            call.succeed(); // has no result to give; its body has ended
        }
    }

    /** Reads a result, which goes on to that place, or to the end. */
    private void result(Call<?> call, long end, WireReader in) throws IOException {
        if (call.isDone()) {
            unlessVoid(end);
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
            unlessVoid(end);
            unreadable(call, failure);
            return;
        }
        unlessVoid(end);
        call.succeed();
    }

    /** The codec of the other side has failed half-way, and that of this side may have kept to itself that there is no more to read. */
    private void unlessVoid(long end) throws IOException {
        if (end == Long.MAX_VALUE && process.answers().isVoid()) {
            throw new MessageAbortedException();
        }
    }

    private static void unreadable(Call<?> call, Throwable failure) {
        call.fail(new NotTransferableException(
                call.name() + " has a result that cannot be read: " + RemoteFailure.textOf(failure), failure));
    }

    private void unfit(Call<?> call, WireReader in) throws IOException {
        String what = in.getString();
        Throwable cause = failure(call, in);
        call.fail(new NotTransferableException(
                call.name() + " " + what + " (in " + process.name() + "): " + RemoteFailure.textOf(cause), cause));
    }

    private Throwable failure(Call<?> call, WireReader in) throws IOException {
        CallMethod.Remote remote = Objects.requireNonNull(call.site().method().remote());
        StackTraceElement boundary = new StackTraceElement(process.name(), "pid-" + process.pid(), call.name(), -1);
        return RemoteFailure.read(in, remote.dispatcher().getClassLoader(), boundary);
    }
}
