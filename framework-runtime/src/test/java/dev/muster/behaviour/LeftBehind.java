package dev.muster.behaviour;

import dev.muster.CallContext;
import dev.muster.Guarded;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.SharedSemaphore;
import dev.muster.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * Bodies that leave a thread behind in their child process, which begins when a file is there: it can be told of by nothing else, for
 * all else would go through the parent.
 */
class LeftBehind {
    private static Muster muster() {
        return CallContext.current().muster();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static long leave(String signal, Step step) {
        Thread thread = new Thread(() -> {
            try {
                while (!Files.exists(Path.of(signal))) {
                    Thread.yield();
                }
                step.run();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return ProcessHandle.current().pid();
    }

    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    long releases(String signal) throws InterruptedException {
        SharedSemaphore permits = muster().semaphore("permits", 3);
        permits.acquire(2);
        return leave(signal, () -> permits.release(2));
    }

    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    long locks(String signal) {
        Muster muster = muster();
        Lock lock = muster.lock("left");
        return leave(signal, () -> {
            lock.lock();
            try {
                muster.event("locked").set();
                muster.event("unlock").await();
            } finally {
                lock.unlock();
            }
        });
    }

    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    long calls(String signal) {
        LeftBehindDispatcher here = new LeftBehindDispatcher(new LeftBehind(), muster());
        Muster muster = muster();
        return leave(signal, () -> {
            here.guarded();
            muster.event("called").set();
        });
    }

    @Guarded("left")
    void guarded() {}

    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    long awaits(String signal) {
        Muster muster = muster();
        return leave(signal, () -> {
            muster.event("later").await();
            muster.event("heard").set();
        });
    }

    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    long logs(String signal) {
        return leave(
                signal, () -> System.getLogger("left.behind").log(System.Logger.Level.WARNING, "x".repeat(1_000_000)));
    }

    /** Logs without end. */
    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    long chatters(String signal) {
        return leave(signal, () -> {
            while (true) {
                System.getLogger("left.behind").log(System.Logger.Level.WARNING, "and");
            }
        });
    }

    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    long once(String signal) {
        Muster muster = muster();
        return leave(signal, () -> muster.event("set").set());
    }

    /** Whether the other thread of this process has been heard, and it is that process. */
    @Parallel(on = Workers.PROCESSES, pool = "left", workers = 1)
    boolean hears(long pid) throws InterruptedException {
        muster().event("runs").set();
        return muster().event("heard").await(30, TimeUnit.SECONDS)
                && ProcessHandle.current().pid() == pid;
    }
}
