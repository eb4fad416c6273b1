package dev.muster.behaviour;

import dev.muster.AwaitCondition;
import dev.muster.Barrier;
import dev.muster.CallContext;
import dev.muster.FireEvent;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** Methods in child processes that share resources with each other and with the parent. */
class Across {
    /** What nobody else may do at the same time. */
    static int next(String file) throws IOException {
        Path path = Path.of(file);
        int next = Integer.parseInt(Files.readString(path)) + 1;
        Files.writeString(path, Integer.toString(next));
        return next;
    }

    private static Muster muster() {
        return CallContext.current().muster();
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    @Guarded("file")
    int guarded(@Key String file) throws IOException {
        return next(file);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int byHandle(String file) throws IOException {
        Lock lock = muster().lock("file", file);
        lock.lock();
        try {
            return next(file);
        } finally {
            lock.unlock();
        }
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int byNestedCall(String file) throws IOException {
        return new AcrossDispatcher(new Across(), muster()).blocking(file);
    }

    @Guarded("file")
    int blocking(@Key String file) throws IOException {
        return next(file);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int byNestedTask(String file) {
        return new AcrossDispatcher(new Across(), muster()).onThread(file).join();
    }

    @Parallel
    @Guarded("file")
    int onThread(@Key String file) throws IOException {
        return next(file);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int byGrandchild(String file) {
        return new AcrossDispatcher(new Across(), muster()).byHandle(file).join();
    }

    @Parallel
    @Guarded("door")
    @AwaitCondition("isOpen")
    int whenOpen(int x) {
        return x;
    }

    boolean isOpen() {
        return false;
    }

    @Parallel
    @Barrier("met")
    int meets(int x) {
        return x;
    }

    /** What becomes of calls that a child process cannot make. */
    @Parallel(on = Workers.PROCESSES, workers = 1)
    List<String> refused() {
        AcrossDispatcher here = new AcrossDispatcher(new Across(), muster());
        List<Integer> inputs = List.of(1, 2, 3);
        return List.of(
                ending(() -> here.whenOpen(1).join()),
                ending(() -> here.whenOpenAll(inputs).join()),
                ending(() -> here.whenOpenStream(inputs.iterator()).toList()),
                ending(() -> here.whenOpenArray(new int[] {1, 2, 3})),
                ending(() -> here.meetsAll(inputs).join()));
    }

    private static String ending(Supplier<?> call) {
        try {
            return "result " + call.get();
        } catch (MusterException failure) {
            Throwable cause = failure.getCause();
            return (cause == null ? failure : cause).getClass().getSimpleName();
        }
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    @Permits(value = 1, of = "gate")
    int available() {
        return muster().semaphore("gate", 1).available();
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    boolean tryLock(String name) {
        return muster().lock(name).tryLock();
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    void takeAndDie(String name) {
        muster().lock(name).lock();
        Runtime.getRuntime().halt(3);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    @SuppressWarnings("WaitNotInLoop") // it never comes
    void waitAndDie(String name, String signals) throws InterruptedException {
        Muster muster = muster();
        Lock lock = muster.lock(name);
        Condition never = lock.newCondition();
        lock.lock();
        new Thread(() -> {
                    lock.lock(); // once the other waits
                    muster.event(signals).set();
                    Runtime.getRuntime().halt(4);
                })
                .start();
        never.await();
    }

    /** Locks and unlocks on a thread of its own, which is nobody's call. */
    @Parallel(on = Workers.PROCESSES, workers = 2)
    boolean lockedByThread(String name) throws Exception {
        Lock lock = muster().lock(name);
        FutureTask<Boolean> locks = new FutureTask<>(() -> {
            lock.lock();
            try {
                collectGarbage();
                return true;
            } finally {
                lock.unlock();
            }
        });
        new Thread(locks).start();
        return locks.get();
    }

    private static void collectGarbage() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        while (garbage.get() != null) {
            System.gc();
        }
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    boolean awaitsEvent(String name) throws InterruptedException {
        return muster().event(name).await(60, TimeUnit.SECONDS);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    void setsEvent(String name) {
        muster().event(name).set();
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    @FireEvent("done")
    int fires(int x) {
        if (x < 0) {
            throw new IllegalArgumentException("negative");
        }
        return x;
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    int arrives(String name, int parties) throws InterruptedException {
        return muster().barrier(name, parties).await();
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    String blocksFor(String name, String event) {
        muster().event(event).set();
        Lock lock = muster().lock(name);
        try {
            lock.lockInterruptibly();
            lock.unlock();
            return "locked";
        } catch (InterruptedException interrupted) {
            muster().event(event + "Interrupted").set();
            return "interrupted";
        }
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    @Timeout("200ms")
    @Guarded("limited")
    void sleepsLong() throws InterruptedException {
        Thread.sleep(60_000);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    String text(String name) {
        return muster().lock(name).toString();
    }
}
