package dev.muster.runtime.admission;

import dev.muster.MusterException;
import dev.muster.WaitTimeoutException;
import dev.muster.call.Hold;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request whose thread waits for it. {@code outcome} turns once, from pending; {@code failure} is written before. Where few
 * wait, the thread yields a little before it parks, since most holds are shorter than a park and an unpark; and it spins before,
 * if there is a processor for it and for all who are before it. Where many wait, it parks at once: they would mostly yield to each
 * other, and the holder would wait among them. A thread that has yielded for what it got yields once more when it has given it back
 * and holds nothing else: then nobody waits for it, whereas those that it would soon meet have what they waited for, and no processor.
 */
public class BlockingRequest extends Request implements Hold {
    private static final int PENDING = 0;
    private static final int GRANTED = 1;
    private static final int FAILED = 2;
    private static final int SPINS = 20;
    private static final int YIELDS = 20;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int FEW = 8 * PROCESSORS;

    private final boolean kept;
    private @Nullable Claim unused; // those after the first, from before it was reused, by sibling
    private @Nullable MusterException failure;
    private volatile @Nullable Thread thread;
    private volatile int outcome;
    private volatile boolean limited;
    private boolean yielded; // its thread's

    /** A request that this thread will wait for. */
    public BlockingRequest(Owner owner, Resource resource, int take) {
        this(owner, resource, take, false);
    }

    private BlockingRequest(Owner owner, Resource resource, int take, boolean kept) {
        super(owner, resource, take);
        this.kept = kept;
    }

    @Override
    final boolean isKept() {
        return kept;
    }

    @Override
    protected final void granted() {
        outcome = GRANTED;
        LockSupport.unpark(thread);
    }

    @Override
    protected final void failed(MusterException reason) {
        failure = reason;
        outcome = FAILED;
        LockSupport.unpark(thread);
    }

    /**
     * A request for one lock or for permits, which nobody else will see, on the thread of the owner's body: the one kept for reuse, if it
     * is free. Quicker than a new one, because it is at hand and needs no noting in the owner.
     */
    public static BlockingRequest of(Owner owner, Units units, int take) {
        BlockingRequest spare = owner.spare();
        if (spare != null) {
            spare.reuse(units, take);
            return spare;
        }
        BlockingRequest made = new BlockingRequest(owner, units, take, true);
        owner.keep(made);
        return made;
    }

    /**
     * {@link #of} and {@link #acquire} in one, for the usual call: its units are free, and nothing else is held.
     *
     * @throws InterruptedException if this thread is interrupted before the grant; then nothing is held
     * @throws MusterException if the request fails
     */
    public static BlockingRequest acquired(Owner owner, Units units, int take) throws InterruptedException {
        BlockingRequest spare = owner.lone();
        if (spare != null && !Thread.currentThread().isInterrupted() && spare.takeAgain(units, take)) {
            return spare;
        }
        BlockingRequest request = of(owner, units, take);
        try {
            request.acquire();
        } catch (InterruptedException interrupted) {
            request.close(); // before it was submitted: for the next call
            throw interrupted;
        }
        return request;
    }

    @Override
    final void reuse(Resource other, int units) {
        if (sibling != null) {
            unused = sibling;
        }
        super.reuse(other, units);
    }

    @Override
    final Claim further(Resource other, int units) {
        Claim free = unused;
        if (free == null) {
            return super.further(other, units);
        }
        unused = free.sibling;
        free.sibling = null;
        free.resource = other;
        free.take = units;
        return free;
    }

    /**
     * Submits and waits without limit.
     *
     * @throws InterruptedException if this thread is interrupted before the grant; then nothing is held
     * @throws MusterException if the request fails
     */
    public final void acquire() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!(this == owner().lone() && takeIdle()) && !submit()) {
            await(Long.MAX_VALUE, true);
        }
    }

    /**
     * Submits and waits for at most {@code nanos}. An interrupt that comes after the grant is kept in the status.
     *
     * @return whether everything is granted; if not, nothing is held
     * @throws InterruptedException if this thread is interrupted before the grant; then nothing is held
     * @throws MusterException if the request fails
     */
    public final boolean tryAcquire(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        limited = true;
        return submit() || await(Math.max(0, nanos), true); // what is below may not be subtracted from
    }

    @Override
    final boolean isLimited() {
        return limited;
    }

    /** Submits and waits, whatever interrupts: the interrupt status is set again at the end. */
    public final void acquireUninterruptibly() {
        if (!submit()) {
            awaitUninterruptibly();
        }
    }

    /** Waits, after {@link #submit} has returned false. */
    final void awaitUninterruptibly() {
        try {
            await(Long.MAX_VALUE, false);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** This thread is the one to wake. To be said before {@code outcome} is looked at for the last time. */
    final void isWaitedForHere() {
        thread = Thread.currentThread();
    }

    private boolean await(long nanos, boolean interruptibly) throws InterruptedException {
        int waiting = resource.waiting();
        if (waiting < PROCESSORS) {
            spin();
        }
        if (waiting <= FEW && outcome == PENDING) {
            yielded = true;
            yieldToOthers();
        }
        Turn.beforeWaiting();
        isWaitedForHere();
        if (outcome == PENDING && !park(new Park(nanos, interruptibly))) {
            return false;
        }
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    private void spin() {
        for (int spins = 0; spins < SPINS && outcome == PENDING; spins++) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // to a holder that has no processor, or to whoever is before this in line
    private void yieldToOthers() {
        for (int yields = 0; yields < YIELDS && outcome == PENDING; yields++) {
            Thread.yield();
        }
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // to those that have been granted what they wait for meanwhile
    final void givenBack() {
        if (yielded && !owner().holdsAnything()) {
            Thread.yield();
        }
    }

    private boolean park(Park park) throws InterruptedException {
        try {
            resource.family.admission.blocking().block(park);
        } catch (InterruptedException interrupted) {
            close();
            throw interrupted;
        }
        if (park.interrupted) {
            Thread.currentThread().interrupt();
        }
        return !park.gaveUp;
    }

    /** This thread's wait for the outcome, until the limit passes or, if so wished, an interrupt comes. */
    private final class Park implements ManagedBlocker {
        private final long start = System.nanoTime();
        private final boolean interruptibly;
        private long nanos;
        private boolean interrupted;
        private boolean gaveUp;

        Park(long nanos, boolean interruptibly) {
            this.nanos = nanos;
            this.interruptibly = interruptibly;
        }

        @Override
        public boolean isReleasable() {
            return gaveUp || outcome != PENDING;
        }

        @Override
        public boolean block() throws InterruptedException {
            long left = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
            if (Thread.interrupted()) {
                interrupted = true;
                if (interruptibly && withdraw(new MusterException(owner().name() + " was interrupted"))) {
                    throw new InterruptedException();
                }
            } else if (left <= 0) {
                gaveUp =
                        withdraw(new WaitTimeoutException(owner().name() + " gave up waiting for " + resource.label()));
                nanos = Long.MAX_VALUE; // or the outcome is decided, and about to be told
            } else if (left == Long.MAX_VALUE) {
                LockSupport.park(resource);
            } else {
                LockSupport.parkNanos(resource, left);
            }
            return isReleasable();
        }
    }
}
