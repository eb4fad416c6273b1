package dev.muster.runtime.claims;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock for wait and run limits: one daemon thread, which lives while there are limits. Safe for use by many threads. */
public final class Limits implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, Limits::thread);

    /** No limits yet. */
    public Limits() {
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "muster-limits");
        thread.setDaemon(true);
        return thread;
    }

    /** Has {@code action}, which must be short, done after so many nanoseconds. Cancel it when it is no longer wanted. */
    Future<?> after(long nanos, Runnable action) {
        return clock.schedule(action, nanos, TimeUnit.NANOSECONDS);
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
