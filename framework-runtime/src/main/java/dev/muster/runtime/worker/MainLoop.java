package dev.muster.runtime.worker;

import dev.muster.TaskPhase;
import dev.muster.call.Call;
import dev.muster.call.CallMethod;
import dev.muster.call.CallOwner;
import dev.muster.call.CallSite;
import dev.muster.call.Deadline;
import dev.muster.call.RemoteCall;
import dev.muster.runtime.protocol.AskLine;
import dev.muster.runtime.protocol.BrokenChannelException;
import dev.muster.runtime.protocol.Lane;
import dev.muster.runtime.protocol.LogRecord;
import dev.muster.runtime.protocol.MessageReader;
import dev.muster.runtime.protocol.Outbox;
import dev.muster.runtime.protocol.Request;
import dev.muster.wire.Codec;
import dev.muster.wire.WireReader;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The child's main loop: reads calls, runs each on the thread that the loop has, and answers it exactly once before it starts
 * the next.
 */
public final class MainLoop {
    private static final int MOST_LOGGED = 1_024;
    private static final CallOwner NOBODY = new Nobody();

    private final MessageReader from;
    private final Answers answers;
    private final Speaker speaker;
    private final Asks asks;
    private final ControlLine line;
    private final MemoryLimit memory;
    private final CallHost host;
    private final KnownMethods known;
    private final CallInHand inHand = new CallInHand();

    /**
     * A loop over a channel, to which answers go by way of {@code outbox} and {@code lane}, for calls that {@code host} runs; their
     * classes are found by {@code loader}. What is said besides calls is announced over {@code line}.
     */
    public MainLoop(
            MessageReader from,
            Outbox outbox,
            Lane lane,
            ControlLine line,
            StandardStreams streams,
            List<Codec> codecs,
            CallHost host,
            MemoryLimit memory,
            @Nullable ClassLoader loader) {
        this.from = from;
        this.line = line;
        this.answers = new Answers(outbox, lane, line, codecs, streams);
        this.speaker = new Speaker(answers);
        this.asks = new Asks(speaker, loader);
        this.memory = memory;
        this.host = host;
        this.known = new KnownMethods(host, loader);
    }

    /** What the control thread needs, which brings about the child's end when the parent wants it. */
    public Interference interference(ChildEnding ending) {
        return new Interference(inHand, speaker, asks, line, ending);
    }

    /** Where threads of this child ask for resources. */
    public AskLine asks() {
        return asks;
    }

    /** Has the parent log what is logged here. A thread that logs faster than the parent does waits for it. */
    public void forwardLogs() {
        LogForwarding.to(new ToParent());
    }

    /** This and the next are classes, because a child's start links a lambda more slowly. */
    private final class ToParent implements Consumer<LogRecord> {
        private final Semaphore room = new Semaphore(MOST_LOGGED);

        @Override
        public void accept(LogRecord record) {
            room.acquireUninterruptibly();
            speaker.say(to -> {
                room.release();
                to.logged(record);
            });
        }
    }

    /** Of the calls received: the parent owns them. */
    private static final class Nobody implements CallOwner {
        @Override
        public void ended(Call<?> call) {}
    }

    /**
     * Runs what is to be run before the first call, says that the child is ready, and serves until the channel fails.
     *
     * @param initializer may fail; then the parent is told, and gives this child no calls
     * @throws IOException that the channel has failed
     */
    public void run(Runnable initializer) throws IOException {
        try {
            initializer.run();
        } catch (Throwable failure) {
            answers.notReady(failure);
            serve();
        }
        answers.ready();
        serve();
    }

    private void serve() throws IOException {
        for (; ; ) {
            from.nextMessage();
            boolean readable = true;
            for (WireReader part = from.nextPart(); part != null && readable; part = from.nextPart()) {
                readable = serve(part);
            }
            answers.rest();
            inHand.rest();
        }
    }

    /** Returns whether the message goes on. */
    private boolean serve(WireReader in) throws IOException {
        byte kind = in.getByte();
        switch (kind) {
            case Request.METHOD -> known.method(in);
            case Request.TARGET -> known.target(in);
            case Request.FORGET -> known.forget(in);
            case Request.CALL -> {
                return calls(in);
            }
            default -> throw new BrokenChannelException("not a kind of request: " + kind);
        }
        return true;
    }

    private boolean calls(WireReader in) throws IOException {
        answers.due();
        long id = in.getLong();
        int method = in.getInt();
        int target = in.getInt();
        int attempt = in.getInt();
        long number = in.getLong();
        boolean slice = in.getBoolean();
        Deadline deadline = in.getBoolean() ? Deadline.after(in.getLong(), String.valueOf(in.getString())) : null;
        for (boolean more = true; more; id++, number++) {
            Call<?> call;
            try {
                call = read(in, known.site(method, target), slice);
                more = hasNext(in);
            } catch (BrokenChannelException broken) {
                throw broken;
            } catch (Throwable failure) {
                return refuse(id, failure);
            }
            call.place(number, null, NOBODY);
            call.queueUnshared();
            run(id, call, attempt, deadline, more || from.hasMoreParts());
        }
        return true;
    }

    private static Call<?> read(WireReader in, CallSite site, boolean slice) throws IOException {
        CallMethod.Remote remote = Objects.requireNonNull(site.method().remote());
        CallMethod.Reader reader = slice ? Objects.requireNonNull(remote.arrayReader()) : remote.reader();
        return reader.read(site, site.target(), in);
    }

    private static boolean hasNext(WireReader in) throws IOException {
        if (in.atEnd()) {
            return false;
        }
        if (in.getByte() != Request.NEXT) {
            throw new IOException("more was written than is read; are the classes of both sides the same?");
        }
        return true;
    }

    /**
     * A call cannot be read, and so none that comes behind it in the message: the parent gets those back. It knows of none if it
     * has failed to write the message. Returns false.
     */
    private boolean refuse(long id, Throwable failure) throws IOException {
        if (!from.isVoid() && !inHand.isRecalled(id)) {
            answers.returned(id); // as long as there is no answer, no other message comes
            answers.unfit(id, "cannot be received", failure);
        }
        return false;
    }

    private void run(long id, Call<?> call, int attempt, @Nullable Deadline deadline, boolean moreFollow)
            throws IOException {
        answers.moreFollow(moreFollow);
        switch (inHand.start(id, call)) {
            case START -> {
                host.run(call, attempt, deadline);
                awaitEnd(call);
                if (memory.isExceeded()) {
                    speaker.say(Answers::worn);
                }
                Thread.interrupted(); // whatever is left of it was meant for the body
                answer(id, call);
                Thread.interrupted(); // the same of codecs
            }
            case CANCELLED -> answers.cancelled(id);
            case RECALLED -> {}
        }
    }

    /** Waits for the end of a call whose body has returned a stage; a cancellation cancels the stage. */
    private static void awaitEnd(Call<?> call) {
        while (!call.hasEnded()) {
            try {
                call.awaitEnd();
            } catch (InterruptedException late) {
                // It was meant for the body, which has returned.
            }
        }
    }

    private void answer(long id, Call<?> call) throws IOException {
        TaskPhase phase = call.phase();
        if (phase == TaskPhase.SUCCEEDED) {
            result(id, (RemoteCall) call);
        } else if (phase == TaskPhase.CANCELLED) {
            answers.cancelled(id);
        } else {
            answers.threw(id, Objects.requireNonNull(call.failure()));
        }
    }

    private void result(long id, RemoteCall call) throws IOException {
        try {
            answers.result(id, call);
        } catch (BrokenChannelException broken) {
            throw broken;
        } catch (Throwable failure) {
            answers.unfit(id, "has a result that cannot be sent", failure);
        }
    }
}
