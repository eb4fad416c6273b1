package dev.muster.runtime.process;

import dev.muster.runtime.protocol.BrokenChannelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Passes on what a child writes to one of its standard streams: whole lines at a time, byte by byte as they came, in order.
 *
 * <p>States: <em>running</em>, until the stream ends, then <em>ended</em>. {@code pending} holds the bytes that have arrived and
 * have not been passed on; it, {@code size}, {@code taken} (how many bytes have ever left it), {@code wanted} (up to where
 * somebody waits, so that an unfinished line goes too), {@code passed} and {@code ended} are guarded by this object's monitor,
 * under which nothing is written. Who passes on is decided by {@code passing}, as in a serialized drain: the first to raise it
 * from 0 does, for all who raise it meanwhile; {@code atLineStart} is that one's.
 */
final class OutputPump implements Runnable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_PENDING = 4 * LONGEST_LINE;
    private static final int CHUNK = 8 * 1024;
    private static final int TAIL = 8 * 1024;
    private static final int TAIL_LINES = 20;

    /** What a child has written is in the pipe: so often, and for so long, it is looked whether more of it has come. */
    private static final int LOOKS = 10;

    private static final long LOOK_MILLIS = 200;

    private final InputStream from;
    private final Supplier<PrintStream> to;
    private final byte[] prefix;
    private final String noise;
    private final AtomicInteger passing = new AtomicInteger();

    private byte[] pending = new byte[256];
    private int size;
    private long taken;
    private long wanted;
    private volatile long passed; // read without the monitor, too: it only grows
    private boolean ended;
    private byte[] tail = {};
    private boolean atLineStart = true;

    /**
     * Passes on from {@code from} to whatever stream {@code to} gives at the moment, each line behind {@code prefix}; but not a line
     * that is {@code noise}, unless that is empty.
     */
    OutputPump(InputStream from, Supplier<PrintStream> to, String prefix, String noise) {
        this.noise = noise;
        this.prefix = prefix.getBytes(Charset.defaultCharset());
        this.from = from;
        this.to = to;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                arrived(chunk, count);
                pass();
                awaitRoom();
            }
        } catch (IOException | InterruptedException closed) {
            // The process is gone, and its stream with it.
        } finally {
            end();
            pass();
        }
    }

    /**
     * Waits until the first {@code count} bytes of the stream, which have been written, are passed on, or it has ended.
     *
     * @throws BrokenChannelException if so many have not been written
     */
    void await(long count) throws BrokenChannelException {
        if (passed >= count) {
            return;
        }
        synchronized (this) {
            if (hasPassed(count)) {
                return;
            }
            wanted = Math.max(wanted, count);
        }
        pass();
        boolean interrupted = false;
        try {
            for (int vain = 0; vain < LOOKS; ) {
                try {
                    switch (look(count)) {
                        case PASSED -> {
                            return;
                        }
                        case COMING -> vain = 0;
                        case ABSENT -> vain++;
                    }
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw new BrokenChannelException("it says that it has printed " + count + " bytes, but they do not come");
    }

    private enum Sight {
        PASSED,
        COMING,
        ABSENT
    }

    /** Counts looks, not time: a process that was stopped comes back to one of them. */
    @SuppressWarnings("WaitNotInLoop") // it is in the one that looks
    private synchronized Sight look(long count) throws InterruptedException {
        if (hasPassed(count)) {
            return Sight.PASSED;
        }
        long before = taken + size;
        wait(LOOK_MILLIS);
        boolean isSlow = passing.get() != 0 || size > MOST_PENDING; // whoever reads from us
        return isSlow || taken + size > before || before >= count ? Sight.COMING : Sight.ABSENT;
    }

    /** Waits until the stream has ended and all of it has been passed on, or {@code millis} have gone by. Whether it has. */
    synchronized boolean awaitEnd(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = millis;
                left > 0 && !hasPassed(Long.MAX_VALUE);
                left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return hasPassed(Long.MAX_VALUE);
    }

    private boolean hasPassed(long count) {
        return passed >= count || (ended && size == 0 && passed == taken);
    }

    /** The last lines that have arrived. */
    synchronized List<String> lastLines() {
        List<String> lines = new String(tail, Charset.defaultCharset()).lines().toList();
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }

    private synchronized void arrived(byte[] bytes, int count) {
        if (size + count > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(size + count, 2 * pending.length));
        }
        System.arraycopy(bytes, 0, pending, size, count);
        size += count;
        remember(bytes, count);
    }

    /** While somebody else passes on, and slowly, the child has to wait. */
    private synchronized void awaitRoom() throws InterruptedException {
        while (size > MOST_PENDING) {
            wait();
        }
    }

    private void remember(byte[] bytes, int count) {
        int kept = Math.min(tail.length, TAIL - Math.min(count, TAIL));
        byte[] longer = Arrays.copyOfRange(tail, tail.length - kept, tail.length + Math.min(count, TAIL));
        System.arraycopy(bytes, count - Math.min(count, TAIL), longer, kept, Math.min(count, TAIL));
        tail = longer;
    }

    private void pass() {
        if (passing.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            byte[] ready = take();
            if (ready.length > 0) {
                write(ready);
                passedOn(ready.length);
            }
            seen = passing.addAndGet(-seen);
        } while (seen != 0);
    }

    private void write(byte[] ready) {
        try {
            PrintStream stream = to.get();
            byte[] heard = noise.isEmpty() ? ready : withoutNoise(ready);
            byte[] written = prefix.length == 0 ? heard : prefixed(heard);
            stream.write(written, 0, written.length);
            stream.flush();
        } catch (RuntimeException refused) {
            // A stream of the user's that does not want it; the child must not be stopped by that.
        }
    }

    private byte[] withoutNoise(byte[] ready) {
        String text = new String(ready, StandardCharsets.ISO_8859_1); // a character a byte
        return text.replaceFirst(" ?" + Pattern.quote(noise + "\n"), "").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** By whoever passes on: one thread at a time. */
    private byte[] prefixed(byte[] ready) {
        ByteArrayOutputStream prefixed = new ByteArrayOutputStream(2 * ready.length);
        for (byte each : ready) {
            if (atLineStart) {
                prefixed.writeBytes(prefix);
            }
            prefixed.write(each);
            atLineStart = each == '\n';
        }
        return prefixed.toByteArray();
    }

    private synchronized byte[] take() {
        int count = ready();
        byte[] ready = Arrays.copyOf(pending, count);
        System.arraycopy(pending, count, pending, 0, size - count);
        size -= count;
        taken += count;
        return ready;
    }

    /** How many of the pending bytes may go: whole lines, and a last one without an end when somebody waits for just that. */
    private int ready() {
        int lines = size;
        while (lines > 0 && pending[lines - 1] != '\n') {
            lines--;
        }
        boolean endless = lines == 0 && size >= LONGEST_LINE;
        if (ended || endless) {
            return size;
        }
        long waitedFor = wanted - taken;
        return waitedFor <= size ? Math.max(lines, (int) waitedFor) : lines;
    }

    private synchronized void passedOn(int count) {
        passed += count;
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
