package dev.muster.runtime.worker;

import dev.muster.call.RemoteCall;
import dev.muster.runtime.protocol.Answer;
import dev.muster.runtime.protocol.MessageFullException;
import dev.muster.runtime.protocol.Outbox;
import dev.muster.wire.Codec;
import dev.muster.wire.WireWriter;
import java.io.IOException;
import java.util.List;

/**
 * Keeps results in the {@link Outbox}, those of calls that were sent one behind the other as one answer, to which each is added
 * where it outlives this process. By the main loop alone; where it touches the outbox, under the monitor of {@link Answers}.
 *
 * <p>An answer can be added to as long as it is the last that the outbox keeps, by the result of the {@code next} call, and if the
 * child has written nothing more to its standard streams since.
 */
final class Results {
    private final Outbox outbox;
    private final StandardStreams streams;
    private final WireWriter head = new WireWriter(new Heads(), List.of());
    private final WireWriter result;
    private boolean isWhole;
    private boolean isTooLarge;
    private long next;
    private long written;
    private long writtenToErr;

    Results(Outbox outbox, List<Codec> codecs, StandardStreams streams) {
        this.outbox = outbox;
        this.streams = streams;
        this.result = new WireWriter(new Contents(), codecs);
    }

    /** These are classes, because a child's start links a lambda more slowly. */
    private final class Heads implements WireWriter.Sink {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            outbox.begin(bytes, offset, length);
        }
    }

    private final class Contents implements WireWriter.Sink {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!isWhole) {
                isTooLarge = true;
                throw new MessageFullException();
            }
            outbox.add(bytes, offset, length);
        }
    }

    /**
     * Keeps the result that was written last.
     *
     * @return whether there is room for such
     */
    boolean keep(long id) throws IOException {
        int length = result.buffered();
        if (!isNext(id, length) && !begin(id, length)) {
            return false;
        }
        isWhole = true;
        result.flush();
        next = id + 1;
        return true;
    }

    /**
     * Writes the result of a call, which is to be kept; runs code of the user's.
     *
     * @return whether it is so short that this makes sense
     * @throws IOException if it cannot be written
     */
    boolean write(RemoteCall call) throws IOException {
        isWhole = false;
        isTooLarge = false;
        result.reset();
        result.putInt(0);
        try {
            call.writeResult(result);
        } catch (Throwable failure) {
            if (!isTooLarge) {
                throw failure;
            }
        }
        if (!isTooLarge) {
            result.putInt(0, result.buffered() - Integer.BYTES);
        }
        return !isTooLarge;
    }

    private boolean isNext(long id, int length) {
        return id == next
                && outbox.canAdd(length)
                && written == streams.written()
                && writtenToErr == streams.writtenToErr();
    }

    private boolean begin(long id, int length) throws IOException {
        written = streams.written();
        writtenToErr = streams.writtenToErr();
        head.reset();
        head.putByte(Answer.RESULTS);
        head.putLong(id);
        head.putLong(written);
        head.putLong(writtenToErr);
        if (!outbox.makeRoom(head.buffered() + length)) {
            return false;
        }
        head.flush();
        return true;
    }
}
