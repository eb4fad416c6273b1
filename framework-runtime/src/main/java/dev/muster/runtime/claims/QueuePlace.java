package dev.muster.runtime.claims;

import dev.muster.call.Call;
import dev.muster.runtime.admission.Units;
import java.util.concurrent.CancellationException;
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
public final class QueuePlace extends Step implements ManagedBlocker {
    private final boolean isByStarter;
    private final boolean starterGoesOn;
    private boolean atOnce;
    private volatile boolean isTaken;
    private volatile @Nullable Thread thread;

    QueuePlace(Passage passage, Units places, boolean isByStarter, boolean waits) {
        super(passage, places, 1);
        this.isByStarter = isByStarter;
        this.starterGoesOn = isByStarter && waits;
    }

    @Override
    protected void granted() {
        isTaken = true;
        if (starterGoesOn) {
            LockSupport.unpark(thread);
        } else {
            passage().goOn();
        }
    }

    /** It was free when it was asked for. */
    void takenAtOnce() {
        atOnce = true;
        isTaken = true;
    }

    /** The call. */
    public Call<?> call() {
        return passage().call();
    }

    /** Whether there was none for the call, which this thread has just started. By now it may have got one. */
    public boolean foundFull() {
        return isByStarter && !atOnce && !call().isDone();
    }

    /** Whether the call, which this thread has started, waits for it. */
    boolean isAwaited() {
        return isByStarter && !isTaken && !call().isDone();
    }

    /** The call needs no place any more. False if it has just got one. */
    public boolean forgo() {
        return depart(new CancellationException()) && !call().isDone();
    }

    /** This thread will wait, until the place is taken or the call is over. */
    public void awaitedHere() {
        thread = Thread.currentThread();
        call().onDone(() -> LockSupport.unpark(thread));
    }

    /** The starter has waited: the call goes on, if it has got its place. Whether that is so. */
    public boolean goOn() {
        boolean goesOn = isTaken && !call().isDone();
        if (goesOn) {
            passage().goOn();
        }
        return goesOn;
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
