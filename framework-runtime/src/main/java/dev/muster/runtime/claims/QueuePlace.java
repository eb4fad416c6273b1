package dev.muster.runtime.claims;

import dev.muster.runtime.admission.Units;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The step for a place in the queue of a pool.
 *
 * <p>The starter of the call, where its thread is the one that comes to this step, may wait with it; then it goes on with the call,
 * and not who frees the place. {@code isTaken} turns true once, by who grants; {@code atOnce} is the starter's. {@code thread} is the
 * one to wake, written before it looks whether the place is taken.
 */
final class QueuePlace extends Step implements ManagedBlocker {
    private final boolean isByStarter;
    private final boolean starterGoesOn;
    private boolean atOnce;
    private volatile boolean isTaken;
    private volatile @Nullable Thread thread;

    QueuePlace(Holder holder, Units places, boolean isByStarter, boolean waits) {
        super(holder, places, 1);
        this.isByStarter = isByStarter;
        this.starterGoesOn = isByStarter && waits;
    }

    @Override
    protected void granted() {
        isTaken = true;
        if (starterGoesOn) {
            LockSupport.unpark(thread);
        } else {
            holder().goOn();
        }
    }

    /** It was free when it was asked for. */
    void takenAtOnce() {
        atOnce = true;
        isTaken = true;
    }

    boolean isTaken() {
        return isTaken;
    }

    /** Whether there was none for the call, which this thread has just started. By now it may have got one. */
    boolean foundFull() {
        return isByStarter && !atOnce && !holder().call().isDone();
    }

    /** Whether the call, which this thread has started, waits for it. */
    boolean isAwaited() {
        return isByStarter && !isTaken && !holder().call().isDone();
    }

    /** This thread will wait, until the place is taken or the call is over. */
    void awaitedHere() {
        thread = Thread.currentThread();
        holder().call().onDone(() -> LockSupport.unpark(thread));
    }

    @Override
    public boolean block() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!isReleasable()) {
            LockSupport.park(this);
        }
        return isReleasable();
    }

    @Override
    public boolean isReleasable() {
        return !isAwaited();
    }
}
