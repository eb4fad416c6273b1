package dev.muster.runtime.fanout;

import dev.muster.FanOut;
import dev.muster.Progress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how far a fan-out has come: ten times a second at most while there is more to come, and once at the end.
 *
 * <p>{@code turn} is {@code FREE}, {@code TAKEN} while a thread calls the listener, or {@code LAST} when the end came
 * meanwhile; then that thread makes the last report too. {@code OVER} is final.
 */
final class ProgressReport {
    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final int LAST = 2;
    private static final int OVER = 3;
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);

    private final Consumer<? super Progress> listener;
    private final Supplier<Progress> progress;
    private final Consumer<Throwable> failed;
    private final AtomicInteger turn = new AtomicInteger(FREE);
    private final AtomicLong due = new AtomicLong(System.nanoTime());
    private volatile Runnable afterLast = () -> {};

    private ProgressReport(
            Consumer<? super Progress> listener, Supplier<Progress> progress, Consumer<Throwable> failed) {
        this.listener = listener;
        this.progress = progress;
        this.failed = failed;
    }

    /** A report to the listener in {@code options}, or null if there is none. */
    static @Nullable ProgressReport of(FanOut options, Supplier<Progress> progress, Origin origin, String suffix) {
        Consumer<? super Progress> listener = options.progressListener();
        return listener == null
                ? null
                : new ProgressReport(
                        listener,
                        progress,
                        thrown -> origin.home().listenerFailed(origin.methodName(suffix) + "'s onProgress", thrown));
    }

    /** A call has ended: reports if that is due and no other thread is at it. */
    void now() {
        long at = due.get();
        long now = System.nanoTime();
        if (now - at >= 0 && due.compareAndSet(at, now + PERIOD) && turn.compareAndSet(FREE, TAKEN)) {
            Progress soFar = progress.get();
            if (soFar.done() != soFar.total()) { // otherwise the end is about to be told
                tell(soFar);
            }
            if (!turn.compareAndSet(TAKEN, FREE)) {
                last();
            }
        }
    }

    /** All calls have ended: makes the last report, or has it made, and runs {@code after} then. Later calls do nothing. */
    void end(Runnable after) {
        afterLast = after;
        for (; ; ) {
            if (turn.compareAndSet(FREE, OVER)) {
                last();
                return;
            }
            if (turn.compareAndSet(TAKEN, LAST) || turn.get() == OVER) {
                return;
            }
        }
    }

    private void last() {
        turn.set(OVER);
        tell(progress.get());
        afterLast.run();
    }

    private void tell(Progress now) {
        try {
            listener.accept(now);
        } catch (Throwable thrown) {
            failed.accept(thrown);
        }
    }
}
