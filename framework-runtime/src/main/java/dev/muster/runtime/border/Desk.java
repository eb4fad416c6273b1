package dev.muster.runtime.border;

import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.protocol.AskDesk;
import dev.muster.runtime.protocol.Reply;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Takes the asks of children, has each done on a thread of its own, because it may wait, and replies. */
public final class Desk implements AskDesk, AutoCloseable {
    private static final long IDLE_SECONDS = 2;
    private static final long STACK = 256 * 1024;

    private final Performer performer;
    private final Admission admission;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Desk::thread);

    /** A desk whose asks are done by {@code performer}; {@code admission} learns who waits for whom. */
    public Desk(Performer performer, Admission admission) {
        this.performer = performer;
        this.admission = admission;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "muster-asks", STACK, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Threads that may block; for others in this process, too. */
    public ExecutorService threads() {
        return threads;
    }

    @Override
    public Guest receive(String name, BiConsumer<Long, Reply> replies) {
        return new AskingChild(performer, admission, threads, name, replies);
    }

    /** Ends the threads. Asks that wait have been given up, since their children are gone. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
