package dev.muster.runtime.admission;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds rings of owners that wait for each other, and ends them.
 *
 * <p>In every such ring somebody waits while it holds something, or joins; only those owners are {@code suspects}, so plain
 * waiting costs nothing. While there are suspects, one daemon thread draws the {@link WaitGraph} from them every {@link #PERIOD},
 * or less often: between two rounds there is ten times what the last one took, so that many who wait keep no processor busy. What
 * is stuck stays stuck, so waiting for the next round loses nothing.
 *
 * <p>The graph is drawn twice: an owner that waits for the same in both, and still does afterwards, was blocked in between and could
 * change nothing, so for such owners the second graph is exact.
 *
 * <p>Some are stuck only by their place in a queue, behind others who wait for what they hold, or for permits that they have taken
 * by a handle: they are let pass. One whose place differs from queue to queue, since it passed others in some of them, is a suspect
 * whatever it holds.
 */
public final class Deadlocks implements AutoCloseable {
    private static final long PERIOD = 50_000_000; // nanoseconds
    private static final int IDLE_ROUNDS = 20;

    private final Set<Owner> suspects = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads;
    private volatile @Nullable Thread watcher; // written under this
    private volatile boolean closed;

    Deadlocks() {
        this(Deadlocks::thread);
    }

    Deadlocks(ThreadFactory threads) {
        this.threads = threads;
    }

    private static Thread thread(Runnable watch) {
        Thread thread = new Thread(null, watch, "muster-deadlocks", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    void suspect(Owner owner) {
        suspects.add(owner);
        if (watcher == null) {
            startWatching();
        }
    }

    /** Without a thread to be had, the next who waits tries again: this one has a place in a queue, and must not lose it. */
    private synchronized void startWatching() {
        if (watcher == null && !closed) {
            Thread thread = threads.newThread(this::watch);
            watcher = thread;
            try {
                thread.start();
            } catch (OutOfMemoryError noThread) {
                watcher = null;
            }
        }
    }

    private void watch() {
        try {
            watchWhileNeeded();
        } finally {
            stopWatching();
        }
    }

    private void watchWhileNeeded() {
        int idle = 0;
        long pause = PERIOD;
        while (!closed && idle < IDLE_ROUNDS) {
            LockSupport.parkNanos(this, pause);
            idle = suspects.isEmpty() ? idle + 1 : 0;
            long start = System.nanoTime();
            look();
            pause = Math.max(PERIOD, 10 * (System.nanoTime() - start));
        }
    }

    private synchronized void stopWatching() {
        watcher = null;
        if (!suspects.isEmpty()) {
            startWatching();
        }
    }

    /** Looks once, now. The watcher does this in time. */
    public void look() {
        suspects.forEach(this::clear);
        WaitGraph first = new WaitGraph(suspects);
        if (first.stuck(true, first.owners()).isEmpty()) {
            return;
        }
        WaitGraph second = new WaitGraph(suspects);
        Set<Owner> blocked = second.blockedSince(first);
        Set<Owner> passable = second.stuck(true, blocked);
        Set<Owner> dead = second.stuck(false, blocked);
        if (!dead.isEmpty()) {
            second.breakRing(dead);
        } else if (!passable.isEmpty()) {
            second.letPass(passable);
        }
    }

    /** Who waits for nothing is no suspect. It says what it awaits before it is added, so looking again misses nobody. */
    private void clear(Owner owner) {
        if (owner.awaits() == null) {
            suspects.remove(owner);
            if (owner.awaits() != null) {
                suspects.add(owner);
            }
        }
    }

    /** Ends the watch, and waits for its thread. */
    @Override
    public void close() {
        closed = true;
        Thread thread = watcher;
        if (thread != null && thread != Thread.currentThread()) {
            LockSupport.unpark(thread);
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
