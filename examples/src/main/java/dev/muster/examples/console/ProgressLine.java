package dev.muster.examples.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar in the last line of the terminal, below what the program prints. Where standard error is no terminal, nothing
 * is shown.
 *
 * <p>While it is open, {@link System#out} and {@link System#err} lead above the bar; {@link #close()} takes the bar away and puts
 * the streams back. One at a time; {@link #at} may be called from any thread.
 */
public final class ProgressLine implements AutoCloseable {
    /** For {@link #open}: how much there is to do is not known. */
    public static final long UNKNOWN = -1;

    private static final int REDRAW_MILLIS = 100;

    /**
     * Fits the usual terminal. To find the real width, the library would open the terminal itself: that loads native code, of
     * which newer JVMs warn, and takes SIGINT away from the JVM, whose shutdown hooks then do not run.
     */
    private static final int COLUMNS = 78;

    /** Java 19 and later name it; before, it is the default. */
    private static final Charset TERMINAL_CHARSET = Charset.forName(
            System.getProperty("stdout.encoding", Charset.defaultCharset().name()));

    private final PrintStream standardOutput = System.out;
    private final PrintStream standardError = System.err;
    private final @Nullable ProgressBar bar;

    private ProgressLine(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Shows a bar for {@code total} steps, or {@link #UNKNOWN}, if there is a terminal. */
    public static ProgressLine open(String task, long total) {
        if (!Terminal.isStandardError()) {
            return new ProgressLine(null);
        }
        BottomLine line = new BottomLine(System.err);
        ProgressLine progress = new ProgressLine(bar(task, total, line));
        if (Terminal.isStandardOutput()) {
            System.setOut(printTo(line.above(System.out)));
        }
        System.setErr(printTo(line.above(System.err)));
        return progress;
    }

    private static ProgressBar bar(String task, long total, BottomLine line) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(line::draw, COLUMNS) {
                    @Override
                    public void close() {
                        line.erase();
                    }
                })
                .build();
    }

    private static PrintStream printTo(OutputStream terminal) {
        return new PrintStream(terminal, true, TERMINAL_CHARSET);
    }

    /** So many steps are done. */
    public void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            System.setOut(standardOutput);
            System.setErr(standardError);
        }
    }
}
