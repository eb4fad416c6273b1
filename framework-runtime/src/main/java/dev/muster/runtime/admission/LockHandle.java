package dev.muster.runtime.admission;

import dev.muster.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * A lock, or one side of a read-write lock, for code that needs it in the middle of a body. Each hold is a request of the
 * current owner; the latest is given back first.
 */
final class LockHandle implements Lock {
    private final Admission admission;
    private final Units units; // may be retired while nobody holds it: a request finds the living one
    private final int take;

    LockHandle(Admission admission, Units units, int take) {
        this.admission = admission;
        this.units = units;
        this.take = take;
    }

    /** Both sides. */
    record ReadWrite(Lock readLock, Lock writeLock) implements ReadWriteLock {}

    /** One hold through a handle; the declared claims of calls are not given back by handles. */
    private static final class HandleHold extends BlockingRequest {
        HandleHold(Owner owner, Units units, int take) {
            super(owner, units, take);
        }

        @Override
        boolean isForCall() {
            return false;
        }
    }

    private HandleHold newHold() {
        return new HandleHold(admission.current(), units, take);
    }

    @Override
    public void lock() {
        newHold().acquireUninterruptibly();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        newHold().acquire();
    }

    @Override
    public boolean tryLock() {
        return newHold().submitOrForget();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return newHold().tryAcquire(unit.toNanos(time));
    }

    @Override
    public void unlock() {
        Owner owner = admission.current();
        Request hold = owner.topmost();
        while (hold != null && !(hold instanceof HandleHold && isOfThis(hold))) {
            hold = owner.below(hold);
        }
        if (hold == null) {
            throw notHeld();
        }
        hold.close();
    }

    private boolean isOfThis(Request hold) {
        return hold.take == take && sameResource(hold.resource);
    }

    private boolean sameResource(Resource other) {
        return other.family == units.family && Objects.equals(other.key, units.key);
    }

    private IllegalMonitorStateException notHeld() {
        return new IllegalMonitorStateException(
                admission.current().name() + " does not hold " + (take == Units.ALL ? "" : "the read side of ") + this);
    }

    /** The resource that the current owner holds exclusively. */
    private Units heldExclusively() {
        Owner owner = admission.current();
        for (Request hold = owner.topmost(); hold != null; hold = owner.below(hold)) {
            for (Claim claim = hold; claim != null; claim = claim.sibling) {
                if (claim.take == Units.ALL && sameResource(claim.resource)) {
                    return (Units) claim.resource;
                }
            }
        }
        throw notHeld();
    }

    @Override
    public Condition newCondition() {
        if (take != Units.ALL) {
            throw new UnsupportedOperationException("the read side of a lock has no conditions");
        }
        return new Signal();
    }

    @Override
    public String toString() {
        return units.key == null ? units.toString() : units.family.of(units.key).toString();
    }

    /**
     * A condition of this lock. {@code waiters} is guarded by the lock itself. A waiter is {@code decided} once: by the
     * signaller, which then asks for the lock on its behalf, so that waiters queue in the order of signals; by itself,
     * when it gives up, and then it asks itself; or by who closes the runtime, and then nobody asks, and the lock is lost.
     */
    private final class Signal implements Condition {
        private final Deque<Waiter> waiters = new ArrayDeque<>();

        private static final class Waiter implements SignalWait {
            private final BlockingRequest again;
            private final AtomicBoolean decided = new AtomicBoolean();

            Waiter(BlockingRequest again) {
                this.again = again;
            }

            @Override
            public Owner owner() {
                return again.owner();
            }

            @Override
            public void refuse() {
                if (decided.compareAndSet(false, true)) {
                    again.refuse(new RefusedException(owner().name()
                            + " is refused: its Muster was closed while it waited for a signal at lock "
                            + again.resource.label()
                            + ", which it does not hold any more. Let such waits end before close()."));
                }
            }
        }

        @Override
        public void await() throws InterruptedException {
            waitForSignal(Long.MAX_VALUE, true);
        }

        @Override
        public void awaitUninterruptibly() {
            try {
                waitForSignal(Long.MAX_VALUE, false);
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public long awaitNanos(long nanos) throws InterruptedException {
            long deadline = System.nanoTime() + nanos;
            waitForSignal(nanos, true);
            long left = deadline - System.nanoTime();
            return left <= nanos ? left : Long.MIN_VALUE; // less than that does not fit
        }

        @Override
        public boolean await(long time, TimeUnit unit) throws InterruptedException {
            return waitForSignal(unit.toNanos(time), true);
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // the interface's
        public boolean awaitUntil(Date deadline) throws InterruptedException {
            return waitForSignal(
                    TimeUnit.NANOSECONDS.convert(Duration.between(Instant.now(), deadline.toInstant())), true);
        }

        /** Whether a signal came, rather than the limit. */
        private boolean waitForSignal(long nanos, boolean interruptibly) throws InterruptedException {
            if (interruptibly && Thread.interrupted()) {
                throw new InterruptedException();
            }
            Units held = heldExclusively();
            Owner owner = admission.current();
            Waiter waiter = new Waiter(new HandleHold(owner, held, Units.ALL));
            waiter.again.isWaitedForHere();
            waiters.add(waiter);
            List<Claim> suspended = held.suspend(owner);
            Turn.beforeWaiting();
            admission.begins(waiter);
            boolean interrupted = parkUntilSignal(waiter, nanos, interruptibly);
            admission.ends(waiter);
            boolean signalled = !waiter.decided.compareAndSet(false, true);
            if (interrupted && owner.isDead()) { // it will use nothing again
                waiter.again.close();
                throw new InterruptedException();
            }
            if (!signalled && waiter.again.submit()) {
                waiter.again.granted();
            }
            waiter.again.awaitUninterruptibly(); // or fails, and then what it held is lost
            held.resume(suspended);
            waiter.again.close();
            if (!signalled) {
                waiters.remove(waiter);
            }
            if (interrupted && !signalled) {
                throw new InterruptedException();
            } else if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return signalled;
        }

        /** Returns early when it is interrupted; whether it was. */
        private boolean parkUntilSignal(Waiter waiter, long nanos, boolean interruptibly) {
            Park park = new Park(waiter, nanos, interruptibly);
            try {
                admission.blocking().block(park);
            } catch (InterruptedException interrupted) {
                park.interrupted = true;
            }
            return park.interrupted;
        }

        @Override
        public void signal() {
            heldExclusively();
            signalFirst();
        }

        @Override
        public void signalAll() {
            heldExclusively();
            while (signalFirst()) {
                // the next
            }
        }

        private boolean signalFirst() {
            for (Waiter waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
                if (waiter.decided.compareAndSet(false, true)) {
                    if (waiter.again.submit()) {
                        waiter.again.granted();
                    }
                    return true;
                }
            }
            return false;
        }
    }

    /** A thread's wait for a signal, a limit or, if so wished, an interrupt. */
    private static final class Park implements ManagedBlocker {
        private final long start = System.nanoTime();
        private final Signal.Waiter waiter;
        private final long nanos;
        private final boolean interruptibly;
        private boolean interrupted;

        Park(Signal.Waiter waiter, long nanos, boolean interruptibly) {
            this.waiter = waiter;
            this.nanos = Math.max(0, nanos); // what is below may not be subtracted from
            this.interruptibly = interruptibly;
        }

        private long left() {
            return nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
        }

        @Override
        public boolean isReleasable() {
            return waiter.decided.get() || (interrupted && interruptibly) || left() <= 0;
        }

        @Override
        public boolean block() {
            long left = left();
            if (left == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, left);
            }
            interrupted |= Thread.interrupted();
            return isReleasable();
        }
    }
}
