package dev.muster.runtime.process;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
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
        this(task -> {
            Thread thread = new Thread(null, task, "muster-watch-" + pool, STACK, false);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** As the other form, with a thread from a factory of one's own. */
    Watch(ThreadFactory threads) {
        clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(STAYS_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /**
     * Does something in so many nanoseconds; nothing after {@link #close}.
     *
     * @return false if there can be no thread that would do it: then it is done when there is one for something else
     */
    boolean after(long nanos, Runnable action) {
        try {
            var unused = clock.schedule(action, nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException over) {
            return true; // all workers have ended
        } catch (OutOfMemoryError noThread) {
            return false;
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

        /** Does it in so many nanoseconds, unless it is planned. False if that cannot be done. */
        boolean after(long nanos) {
            if (planned.get() || !planned.compareAndSet(false, true) || Watch.this.after(nanos, this::begin)) {
                return true;
            }
            planned.set(false);
            return false;
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
