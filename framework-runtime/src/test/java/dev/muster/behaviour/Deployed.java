package dev.muster.behaviour;

import dev.muster.Muster;
import dev.muster.RunTimeoutException;
import dev.muster.Task;
import java.util.List;
import java.util.concurrent.locks.Lock;

/** An application as a container runs it: on the container's thread it uses what there is, and is stopped. */
public final class Deployed implements Runnable {
    /** For the container. */
    public Deployed() {}

    @Override
    public void run() {
        try (Muster muster = Muster.open()) {
            SharedDispatcher shared = new SharedDispatcher(new Shared(), muster);
            useCalls(shared);
            useHandles(muster);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void useCalls(SharedDispatcher shared) throws Exception {
        shared.blocking(() -> shared.exclusive(() -> "lent").join());
        shared.keyed("a", "b", () -> "keyed").join();
        shared.threeAll(List.of(() -> 1, () -> 2)).join();
        Task<Object> open = shared.whenOpen(() -> "open");
        shared.setOpen(true);
        open.join();
        try {
            shared.runsLittle(new Gate()::passUnlessInterrupted).join();
        } catch (RunTimeoutException expected) {
            // its body has been interrupted
        }
    }

    private static void useHandles(Muster muster) throws Exception {
        Lock lock = muster.lock("handle", new Key("key"));
        lock.lock();
        try {
            lock.newCondition().signalAll();
        } finally {
            lock.unlock();
        }
        muster.semaphore("semaphore", 1).acquire();
        muster.semaphore("semaphore", 1).release();
        muster.event("event").set();
        muster.event("event").await();
        muster.barrier("barrier", 1).await();
    }

    /** A key of the application's own class. */
    private record Key(String name) {}
}
