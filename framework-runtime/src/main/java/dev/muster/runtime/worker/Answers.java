package dev.muster.runtime.worker;

import dev.muster.call.RemoteCall;
import dev.muster.runtime.protocol.Answer;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.Control;
import dev.muster.runtime.protocol.Lane;
import dev.muster.runtime.protocol.LogRecord;
import dev.muster.runtime.protocol.MessageWriter;
import dev.muster.runtime.protocol.Outbox;
import dev.muster.runtime.protocol.RemoteFailure;
import dev.muster.wire.Codec;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Writes answers, each whole and where it outlives this process before the method returns.
 *
 * <p>While more calls of the same message are to come, answers are kept in the {@link Outbox}, for a fraction of a millisecond if the
 * calls are as short as that. Whatever else is said goes behind them, and takes them along.
 *
 * <p>Two threads write: the main loop answers, and the {@link Speaker} says the rest. What an answer says is the user's to write, and
 * may ask the parent for something, so that nothing is held meanwhile: of an answer, the monitor of this object is held only while a
 * piece of it leaves or is kept. {@code midst} says that more pieces of it follow; what is said then is said between them. Under the
 * monitor no code of the user's runs. It guards {@code midst}, {@code besides}, {@code queued}, {@code unheard} and the outbox; all
 * else is the main loop's. Neither thread may be interrupted while it writes, for that would close the channel.
 *
 * <p>The parent reads as long as an answer is due. What is said when none is, or behind the last one ({@code unheard}), is announced
 * over the control connection. {@code isDue} becomes true without the monitor, whose owner may be waiting for the parent to read,
 * and that for this child; it is true too long rather than too short, and whoever makes it false looks for what is unheard.
 */
final class Answers {
    /** So long an answer may be kept while others follow. */
    private static final long LONGEST_KEPT_NANOS = 200_000;

    private static final int LONGEST_STRIDE = 64;

    private final MessageWriter to; // by which the main loop answers
    private final MessageWriter besides;
    private final Outbox outbox;
    private final ControlLine line;
    private final StandardStreams streams;
    private final Results results;
    private Queue<Speaker.Message> queued = new ArrayDeque<>();
    private boolean midst;
    private boolean unheard;
    private volatile boolean isDue = true; // the first words
    private boolean more;
    private boolean mayKeep;
    private long emptied;
    private long timed;
    private int untimed;
    private int stride = 1;

    /**
     * Writes to {@code outbox} and into {@code lane}, and announces by {@code line} what comes unexpected; values that need a codec
     * travel by these.
     */
    Answers(Outbox outbox, Lane lane, ControlLine line, List<Codec> codecs, StandardStreams streams) {
        this.to = new MessageWriter(new Pieces(), codecs, lane);
        this.besides = new MessageWriter(new Asides(), List.of());
        this.outbox = outbox;
        this.line = line;
        this.streams = streams;
        this.results = new Results(outbox, codecs, streams);
    }

    /** What follows the head of an answer. */
    @FunctionalInterface
    private interface Content {
        void write(WireWriter out) throws IOException;
    }

    /** A class, because the first answer of a child links a lambda more slowly. */
    private record Result(RemoteCall call) implements Content {
        @Override
        public void write(WireWriter out) throws IOException {
            call.writeResult(out);
        }
    }

    /** Where answers leave, each behind what is to be said before it. */
    private final class Pieces implements WritableByteChannel {
        @Override
        public int write(ByteBuffer piece) throws IOException {
            Thread.interrupted(); // a codec's doing
            synchronized (Answers.this) {
                sayQueued();
                boolean last = MessageWriter.isLast(piece);
                boolean whole = last && !midst;
                midst = !last;
                unheard = false;
                isDue = midst || more;
                outbox.keep(mayKeep && whole); // who reads the pieces of a long one makes room for more
                try {
                    return outbox.write(piece);
                } finally {
                    outbox.keep(false);
                }
            }
        }

        @Override
        public boolean isOpen() {
            return outbox.isOpen();
        }

        @Override
        public void close() throws IOException {
            outbox.close();
        }
    }

    /** Where all else leaves. Piece by piece: a long message may wait for the parent to read. */
    private final class Asides implements WritableByteChannel {
        @Override
        public int write(ByteBuffer piece) throws IOException {
            int count = outbox.write(piece);
            unheard = true;
            announceUnlessDue();
            return count;
        }

        @Override
        public boolean isOpen() {
            return outbox.isOpen();
        }

        @Override
        public void close() throws IOException {
            outbox.close();
        }
    }

    private void announceUnlessDue() throws IOException {
        if (unheard && !isDue) {
            unheard = false;
            line.say(new Control(Control.RING, 0));
        }
    }

    /** What is in this queue is said before each answer. */
    synchronized void sayFirst(Queue<Speaker.Message> messages) {
        queued = messages;
    }

    /** Says all that is in the queue. */
    synchronized void sayQueued() throws IOException {
        for (Speaker.Message next = queued.poll(); next != null; next = queued.poll()) {
            next.write(this);
        }
    }

    /** Whether another call of the same message follows the one that is answered next. By the main loop, as all about calls. */
    void moreFollow(boolean follow) {
        if (follow && !more) {
            emptied = System.nanoTime();
            timed = emptied;
            untimed = 0;
            stride = 1;
        }
        more = follow;
    }

    /** A call has come, and so the parent reads until it is answered. By the main loop. */
    void due() {
        isDue = true;
    }

    /** Hands over what was kept. No answer is due any more. By the main loop. */
    void rest() throws IOException {
        isDue = false;
        synchronized (this) {
            outbox.flush();
            announceUnlessDue();
        }
    }

    /** The child can be given calls. */
    void ready() throws IOException {
        to.open();
        to.close();
        to.finish();
        rest();
    }

    /** The initialiser has failed, so that the child can be given none. */
    void notReady(Throwable failure) throws IOException {
        threw(0, failure);
    }

    /**
     * The body returned.
     *
     * @throws Exception if the result cannot be written; nothing has been answered then
     */
    void result(long id, RemoteCall call) throws Exception {
        streams.flush();
        boolean isKept = (more || keepsAny()) && results.write(call) && keep(id);
        if (!isKept) {
            answer(Answer.RESULT, id, new Result(call));
        }
    }

    private synchronized boolean keepsAny() {
        return outbox.keepsAny();
    }

    /** Keeps the result that has been written, if there is room. */
    private synchronized boolean keep(long id) throws IOException {
        sayQueued();
        boolean isKept = results.keep(id);
        if (isKept) {
            unheard = false;
            flushIfOld();
        }
        return isKept;
    }

    private void flushIfOld() throws IOException {
        if (isOld()) {
            outbox.flush();
            emptied = timed;
        }
    }

    /** Whether the oldest that is kept is so, as far as that has to be known: of quick calls not each needs the clock. */
    private boolean isOld() {
        if (--untimed > 0) {
            return false;
        }
        long now = System.nanoTime();
        stride = now - timed < LONGEST_KEPT_NANOS / 8 ? Math.min(2 * stride, LONGEST_STRIDE) : 1;
        untimed = stride;
        timed = now;
        return now - emptied > LONGEST_KEPT_NANOS;
    }

    /** The body threw. */
    void threw(long id, Throwable failure) throws IOException {
        answer(Answer.THREW, id, out -> RemoteFailure.write(failure, out));
    }

    /** The call was cancelled. */
    void cancelled(long id) throws IOException {
        answer(Answer.CANCELLED, id, out -> {});
    }

    /** The arguments could not be read, or the result not written. */
    void unfit(long id, String what, Throwable failure) throws IOException {
        answer(Answer.UNFIT, id, out -> {
            out.putString(what);
            RemoteFailure.write(failure, out);
        });
    }

    /**
     * Takes back calls that have not been started, and says which. In one step, so that no call after them is answered before.
     */
    synchronized void recall(CallInHand inHand, long last) throws IOException {
        long started = inHand.recall(last);
        say(Answer.RETURNED, started, out -> out.putLong(last));
    }

    /** No call after this one has been started, or will be: what has been received of them is dropped. */
    synchronized void returned(long started) throws IOException {
        say(Answer.RETURNED, started, out -> out.putLong(Long.MAX_VALUE));
    }

    /** Somebody in this child asks for something. */
    synchronized void ask(long id, Ask ask) throws IOException {
        say(Answer.ASKS, id, ask::write);
    }

    /** The child is to be replaced. */
    synchronized void worn() throws IOException {
        say(Answer.WORN, 0, out -> {});
    }

    /** Something was logged. */
    synchronized void logged(LogRecord record) throws IOException {
        say(Answer.LOGGED, 0, record::write);
    }

    private void answer(byte kind, long id, Content content) throws IOException {
        streams.flush();
        mayKeep = more && !isOld();
        write(to, kind, id, content);
        if (!mayKeep) {
            emptied = timed;
        }
    }

    private void say(byte kind, long id, Content content) throws IOException {
        besides.aside(midst);
        write(besides, kind, id, content);
    }

    private void write(MessageWriter to, byte kind, long id, Content content) throws IOException {
        boolean written = false;
        try {
            WireWriter out = to.open();
            out.putByte(kind);
            out.putLong(id);
            out.putLong(streams.written());
            out.putLong(streams.writtenToErr());
            content.write(out);
            to.close();
            written = true;
        } finally {
            if (!written) {
                to.discard();
            }
        }
        to.finish();
    }
}
