package dev.muster.runtime.fanout;

import dev.muster.runtime.workers.LocalRunner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for conditions.
 *
 * <p>A thread enters itself before it looks at its condition, and leaves when it stops waiting, in whatever way; who changes
 * something does that first, by a volatile write, and then looks at the conditions of those who wait. So no change is missed,
 * and nobody is woken for another's.
 *
 * <p>Where changes come so often that a full fence for each would be dear, they are releases, and who makes them looks for those who
 * wait all the same. Then both may overlook the other: the look may come before the change has left its processor. So a thread that
 * waits looks again after a <em>doubt</em>, a time in which any store arrives, before it waits for good; and who changes things
 * looks again when he comes by a full fence anyway.
 */
final class Watchers {
    private final long doubtNanos;
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<Watcher> watchers = new ConcurrentLinkedQueue<>();

    /** Watchers of changes that are made before anybody looks for watchers, with a full fence in between. */
    Watchers() {
        this(0);
    }

    /** Watchers of changes without a fence, who look again after a doubt of so long. */
    Watchers(long doubtNanos) {
        this.doubtNanos = doubtNanos;
    }

    /** A thread and what it waits for; a condition may be looked at by any thread. */
    private record Watcher(Thread thread, BooleanSupplier condition) {
        void wakeIfMet() {
            if (condition.getAsBoolean()) {
                LockSupport.unpark(thread);
            }
        }
    }

    /** Whether anybody waits. */
    boolean any() {
        return count.get() != 0;
    }

    /** Something has changed. */
    void changed() {
        if (any()) {
            watchers.forEach(Watcher::wakeIfMet);
        }
    }

    /**
     * Waits for a condition, which {@link #changed()} follows; a worker lets another one run meanwhile.
     *
     * @param what what is waited for, for explanations
     * @throws InterruptedException if this thread is interrupted
     */
    void await(BooleanSupplier condition, @Nullable LocalRunner runner, Supplier<String> what)
            throws InterruptedException {
        if (condition.getAsBoolean()) {
            return;
        }
        ManagedBlocker blocker = blocker(condition);
        Watcher self = new Watcher(Thread.currentThread(), condition);
        watchers.add(self);
        count.getAndIncrement();
        try {
            if (runner != null && runner.isBusy()) {
                runner.block(what.get(), blocker);
            } else {
                blocker.block();
            }
        } finally {
            count.getAndDecrement();
            watchers.remove(self);
        }
    }

    private ManagedBlocker blocker(BooleanSupplier condition) {
        return new ManagedBlocker() {
            @Override
            public boolean block() throws InterruptedException {
                long start = System.nanoTime();
                boolean inDoubt = doubtNanos > 0;
                while (!condition.getAsBoolean()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    if (inDoubt) {
                        LockSupport.parkNanos(Watchers.this, doubtNanos);
                        inDoubt = System.nanoTime() - start < doubtNanos;
                    } else {
                        LockSupport.park(Watchers.this);
                    }
                }
                return true;
            }

            @Override
            public boolean isReleasable() {
                return condition.getAsBoolean();
            }
        };
    }
}
