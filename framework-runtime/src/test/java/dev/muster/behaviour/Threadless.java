package dev.muster.behaviour;

import dev.muster.Muster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** A program that may have no more threads, and later may again: prints what becomes of its calls and waits. */
final class Threadless {
    private Threadless() {}

    public static void main(String[] arguments) throws Exception {
        try (Muster muster = Muster.open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            SharedDispatcher shared = new SharedDispatcher(new Shared(), muster);
            Gate locked = new Gate();
            Gate unlock = new Gate();
            Thread holder = new Thread(null, () -> hold(muster.lock("lock"), locked, unlock), "holder", 1 << 18);
            holder.start();
            locked.pass();
            Gate release = new Gate();
            List<Thread> all = allThreads(release);
            say("core", () -> jobs.core(() -> 1).get(30, TimeUnit.SECONDS));
            say("cores", () -> jobs.coreAll(List.of(() -> 1, () -> 2)).join());
            say("limited", () -> shared.waitsLittle(() -> 1).phase());
            Lock other = muster.lock("other");
            other.lock();
            try {
                say("wait", () -> muster.lock("lock").tryLock(10, TimeUnit.MILLISECONDS));
            } finally {
                other.unlock();
            }
            release.open();
            for (Thread thread : all) {
                thread.join();
            }
            say("core", () -> jobs.core(() -> 1).get(30, TimeUnit.SECONDS));
            say("cores", () -> jobs.coreAll(List.of(() -> 1, () -> 2)).join());
            say("limited", () -> shared.waitsLittle(() -> 1).get(30, TimeUnit.SECONDS));
            unlock.open();
            holder.join();
            say("lock", () -> shared.exclusive(() -> "free").get(30, TimeUnit.SECONDS));
        }
        System.out.println("closed");
        System.exit(0);
    }

    private static void hold(Lock lock, Gate locked, Gate unlock) {
        lock.lock();
        try {
            locked.open();
            unlock.passWhateverHappens();
        } finally {
            lock.unlock();
        }
    }

    private static List<Thread> allThreads(Gate release) {
        List<Thread> all = new ArrayList<>();
        try {
            for (; ; ) {
                Thread thread = new Thread(release::passWhateverHappens);
                thread.setDaemon(true);
                thread.start();
                all.add(thread);
            }
        } catch (OutOfMemoryError noMore) {
            return all;
        }
    }

    private static void say(String what, Callable<?> does) {
        String outcome;
        try {
            outcome = String.valueOf(does.call());
        } catch (Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            outcome = cause.getClass().getSimpleName();
        }
        System.out.println(what + ": " + outcome);
    }
}
