package dev.muster.runtime.claims;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has things done later: one daemon thread, which lives while anything is to be done. Safe for use by many threads. */
public final class Timer implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor clock;
    private volatile @Nullable Thread latest; // written as it is made; there is one at a time

    private final Pauses pauses = new Pauses(this);

    /** Nothing to be done yet; the thread is called after limits, its usual work. */
    public Timer() {
        this("muster-limits");
    }

    /** As the other form, with a name for the thread. */
    public Timer(String name) {
        clock = new ScheduledThreadPoolExecutor(1, work -> thread(work, name));
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private Thread thread(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        latest = thread;
        return thread;
    }

    /** Whether this is called on the clock's thread, which {@link #close} waits for. */
    public boolean isClocksThread() {
        return Thread.currentThread() == latest;
    }

    /** The calls that wait for some time before they are run again. */
    public Pauses pauses() {
        return pauses;
    }

    /** Has {@code action}, which must be short, done after so many nanoseconds. Cancel it when it is no longer wanted. */
    public Future<?> after(long nanos, Runnable action) {
        try {
            return clock.schedule(action, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) { // by a body that goes on although its Muster has ended
            return CompletableFuture.completedFuture(null);
        } catch (OutOfMemoryError noThread) { // late, then: with the next that is planned when there can be a thread
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Ends the thread, and waits for that. */
    @Override
    public void close() {
        clock.shutdownNow();
        boolean interrupted = false;
        for (; ; ) {
            try {
                if (clock.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
