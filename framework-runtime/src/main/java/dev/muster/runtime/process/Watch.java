package dev.muster.runtime.process;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The thread of a pool that does short things later, or elsewhere than on the thread that wants them; it is there only while there
 * are such. Safe for use by many threads.
 */
final class Watch {
    private static final long STACK = 256 * 1024; // workers run code of the user's, such as codecs; this one does not

    private static final long STAYS_SECONDS = 10;

    private final ScheduledThreadPoolExecutor clock;

    /** A watch without a thread yet, for the pool of that name. */
    Watch(String pool) {
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "muster-watch-" + pool, STACK, false);
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(STAYS_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** Does something in so many nanoseconds; nothing after {@link #close}. */
    void after(long nanos, Runnable action) {
        try {
            var unused = clock.schedule(action, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException over) {
            // All workers have ended.
        }
    }

    /** An action that is planned once at a time. */
    Round round(Runnable action) {
        return new Round(action);
    }

    /** Something that is planned once at a time: until it begins, whoever wants it too has it with that. */
    final class Round {
        private final AtomicBoolean planned = new AtomicBoolean();
        private final Runnable action;

        private Round(Runnable action) {
            this.action = action;
        }

        /** Does it in so many nanoseconds, unless it is planned. */
        void after(long nanos) {
            if (!planned.get() && planned.compareAndSet(false, true)) {
                Watch.this.after(nanos, this::begin);
            }
        }

        private void begin() {
            planned.set(false);
            action.run();
        }
    }

    /** For what may have to be called off. */
    ScheduledExecutorService clock() {
        return clock;
    }

    /** Nothing more is done. */
    void close() {
        clock.shutdownNow();
    }
}
