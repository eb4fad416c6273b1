package dev.muster.call;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for those who wait for it: threads that are parked, and actions that are to run when it is done.
 *
 * <p>{@code waiters} is a Treiber stack, as in {@link java.util.concurrent.FutureTask}. It is taken whole and woken when the call
 * is done, and again when it has ended: who waits for the end and was woken by the former comes again. A waiter adds itself before
 * it looks once more and parks, and the call is over before it takes the stack; so at least one sees the other.
 */
abstract class Awaited {
    private static final VarHandle WAITERS;

    static {
        try {
            WAITERS = MethodHandles.lookup().findVarHandle(Awaited.class, "waiters", Waiter.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile @Nullable Waiter waiters;

    /** A thread that is parked, or an action to run: one of the two. Both null once woken or given up. */
    private static final class Waiter {
        private volatile @Nullable Thread thread;
        private final @Nullable Runnable action;
        private volatile @Nullable Waiter next;

        Waiter(@Nullable Thread thread, @Nullable Runnable action) {
            this.thread = thread;
            this.action = action;
        }
    }

    Awaited() {}

    /** Whether it is done or, if {@code untilEnded}, has ended. */
    abstract boolean isOver(boolean untilEnded);

    /**
     * Runs {@code action} when the call is done: on the thread that decides it, or now. It must be short and not throw.
     */
    public final void onDone(Runnable action) {
        push(new Waiter(null, action));
        if (isOver(false)) {
            wake();
        }
    }

    /**
     * Parks this thread until the call is done or, if {@code untilEnded}, has ended.
     *
     * @param nanos the longest wait, or {@link Long#MAX_VALUE} for no limit
     * @return whether that has come
     * @throws InterruptedException if this thread is interrupted
     */
    public final boolean park(boolean untilEnded, long nanos) throws InterruptedException {
        long deadline = nanos == Long.MAX_VALUE ? 0 : System.nanoTime() + nanos;
        Waiter waiter = null;
        try {
            for (; ; ) {
                if (isOver(untilEnded)) {
                    return true;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long left = nanos == Long.MAX_VALUE ? nanos : deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                if (waiter == null || waiter.thread == null) { // not yet queued, or woken too early for us
                    waiter = new Waiter(Thread.currentThread(), null);
                    push(waiter);
                } else if (left == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, left);
                }
            }
        } finally {
            if (waiter != null && waiter.thread != null) {
                waiter.thread = null;
                unlinkGivenUp();
            }
        }
    }

    private void push(Waiter waiter) {
        Waiter head;
        do {
            head = waiters;
            waiter.next = head;
        } while (!WAITERS.weakCompareAndSet(this, head, waiter));
    }

    /**
     * Takes the whole stack and wakes its waiters, the latest first; threads before the actions, which may wait for what those do
     * next. Leaves the links alone: {@link #unlinkGivenUp()} may be walking over them.
     */
    final void wake() {
        if (waiters == null) {
            return;
        }
        Waiter taken = (Waiter) WAITERS.getAndSet(this, null);
        boolean act = false;
        for (Waiter waiter = taken; waiter != null; waiter = waiter.next) {
            Thread thread = waiter.thread;
            if (thread != null) {
                waiter.thread = null;
                LockSupport.unpark(thread);
            }
            act |= waiter.action != null;
        }
        for (Waiter waiter = act ? taken : null; waiter != null; waiter = waiter.next) {
            if (waiter.action != null) {
                waiter.action.run();
            }
        }
    }

    /** Unlinks waiters that have given up; starts again when a neighbour changes meanwhile. */
    private void unlinkGivenUp() {
        retry:
        for (; ; ) {
            Waiter before = null;
            for (Waiter at = waiters; at != null; at = at.next) {
                if (at.thread != null || at.action != null) {
                    before = at;
                } else if (before != null) {
                    before.next = at.next;
                    if (before.thread == null && before.action == null) {
                        continue retry;
                    }
                } else if (!WAITERS.compareAndSet(this, at, at.next)) {
                    continue retry;
                }
            }
            return;
        }
    }
}
