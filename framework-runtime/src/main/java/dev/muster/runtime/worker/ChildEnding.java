package dev.muster.runtime.worker;

import java.io.IOException;
import java.nio.channels.Channel;

/**
 * How a child ends: in order, or because its parent is gone; in bounded time whatever bodies and shutdown hooks do.
 *
 * <p>{@code underway} turns true, once, when the shutdown hooks begin to run, whoever wanted that; from then on the end of a
 * connection is no news. {@code isOrphan} turns true, once, when the parent is found to be gone: nobody else is left then to end
 * the processes that bodies have started. A JVM that exits waits up to 0.3 s for threads in native code, such as those that read
 * from a socket; so what they read from is closed first.
 */
public final class ChildEnding {
    private static final long HOOKS_LIMIT_MILLIS = 1_000;
    private static final long WATCH_MILLIS = 10_000;
    private static final long STACK = 128 * 1024;
    private static final int ORPHANED = 1;

    private final Channel data;
    private final Channel control;
    private volatile boolean underway;
    private volatile boolean isOrphan;

    /** Ends the process that has these connections. */
    public ChildEnding(ParentLink parent) {
        this.data = parent.data();
        this.control = parent.control();
        Runtime.getRuntime().addShutdownHook(new Thread(null, new Leaving(), "muster-leave", STACK));
        watch(new ParentProcess(parent.welcome().parentPid())); // now, so that the archive of classes has it, too
    }

    /** The parent wants the end: runs the shutdown hooks and exits with 0. Does not return. */
    void begin() {
        underway = true;
        close(data);
        System.exit(0);
    }

    /** A connection has ended: if that is news, the parent is gone. */
    public void connectionEnded() {
        if (!underway) {
            orphaned();
        }
    }

    /** The parent is gone: gives the shutdown hooks a second, and halts. Does not return. */
    private void orphaned() {
        isOrphan = true;
        daemon(() -> System.exit(ORPHANED), "muster-exit");
        pause(HOOKS_LIMIT_MILLIS);
        killOffspring();
        Runtime.getRuntime().halt(ORPHANED);
    }

    /** The connections tell first, unless another process has inherited them, or they are closed already. */
    private void watch(ParentProcess parent) {
        daemon(new Watch(parent), "muster-parent");
    }

    /** These are classes, because a child's start links a lambda more slowly. */
    private final class Leaving implements Runnable {
        @Override
        public void run() {
            leave();
        }
    }

    private final class Watch implements Runnable {
        private final ParentProcess parent;

        Watch(ParentProcess parent) {
            this.parent = parent;
        }

        @Override
        public void run() {
            do {
                pause(WATCH_MILLIS);
            } while (parent.isAlive());
            orphaned();
        }
    }

    private void leave() {
        underway = true;
        if (isOrphan) {
            killOffspring();
        }
        close(control);
    }

    private static void killOffspring() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, STACK);
        thread.setDaemon(true);
        thread.start();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException hurry) {
            // What comes after the pause comes sooner.
        }
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            // The process ends in any case.
        }
    }
}
