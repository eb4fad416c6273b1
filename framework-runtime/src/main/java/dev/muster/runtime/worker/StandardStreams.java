package dev.muster.runtime.worker;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The child's standard output and error, which count what passes through them, so that the parent knows how much to wait for.
 * What is written around them, by native code, is passed on but not waited for.
 */
public final class StandardStreams {
    private final Counting out = new Counting(FileDescriptor.out, "stdout.encoding");
    private final Counting err = new Counting(FileDescriptor.err, "stderr.encoding");

    private StandardStreams() {}

    /** Replaces {@link System#out} and {@link System#err}, which then behave as the JVM's own. */
    public static StandardStreams install() {
        StandardStreams streams = new StandardStreams();
        System.setOut(streams.out.printing);
        System.setErr(streams.err.printing);
        return streams;
    }

    private static Charset charset(@Nullable String name) {
        String known = name != null ? name : System.getProperty("native.encoding");
        return known != null && Charset.isSupported(known) ? Charset.forName(known) : Charset.defaultCharset();
    }

    /** Hands to the operating system what is still buffered, also in streams that a body has put in place of ours. */
    void flush() {
        out.flush(System.out);
        err.flush(System.err);
    }

    /** How many bytes have been written to the standard output. */
    long written() {
        return out.count.get();
    }

    /** How many bytes have been written to the standard error. */
    long writtenToErr() {
        return err.count.get();
    }

    /** Holds back what a print stream gives it until that flushes. */
    private static final class Buffer extends BufferedOutputStream {
        Buffer(OutputStream to) {
            super(to, 8192);
        }

        boolean holdsAny() {
            return count > 0;
        }
    }

    /** Counts what it has handed to the operating system. */
    private static final class Counting extends OutputStream {
        private final FileOutputStream to;
        private final AtomicLong count = new AtomicLong();
        private final Buffer buffer = new Buffer(this);
        private final PrintStream printing;

        Counting(FileDescriptor to, String encoding) {
            this.to = new FileOutputStream(to);
            String name = System.getProperty(encoding, System.getProperty("sun." + encoding));
            this.printing = new PrintStream(buffer, true, charset(name));
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            to.write(bytes, offset, length);
            count.addAndGet(length);
        }

        /** Flushes {@code present}, which stands where ours did or still does; a print stream keeps nothing but in its buffer. */
        void flush(PrintStream present) {
            if (present != printing || buffer.holdsAny()) {
                present.flush();
            }
        }
    }
}
