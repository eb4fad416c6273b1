package dev.muster.runtime;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.WhenFull;
import dev.muster.call.Call;
import dev.muster.runtime.admission.Admission.Blocking;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.claims.CallJoin;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.claims.QueuePlace;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.spi.WorkerPool;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import org.jspecify.annotations.Nullable;

/** What the thread does that has started a call for which there is no place in the queue. Used by that thread alone. */
final class Overflow {
    private final MusterRuntime runtime;
    private final Call<?> call;
    private final QueuePlace place;
    private final WorkerPool pool;
    private final @Nullable LocalRunner runner;

    private Overflow(MusterRuntime runtime, QueuePlace place, WorkerPool pool) {
        this.runtime = runtime;
        this.call = place.call();
        this.place = place;
        this.pool = pool;
        LocalRunner current = LocalRunner.current();
        this.runner = current != null && current.isBusy() ? current : null;
    }

    /** Waits, or runs the call; whatever goes wrong with that is in the call. */
    static void of(MusterRuntime runtime, QueuePlace place, WhenFull then, WorkerPool pool) {
        Overflow overflow = new Overflow(runtime, place, pool);
        try {
            if (then == WhenFull.WAIT) {
                overflow.await();
            } else if (place.forgo()) {
                overflow.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            overflow.refuse("its caller was interrupted");
        }
    }

    private void refuse(String why) {
        call.failUnlessBegun(new RefusedException(call.name() + " is refused: the queue of pool '" + pool.name()
                + "' is full, and " + why + ". Start fewer at a time, or raise its queueLimit."));
    }

    // ---------------------------------------------------------------- waiting

    private void await() throws InterruptedException {
        CallJoin join = CallJoin.beginPlacing(runtime.admission(), place);
        InterruptedException interrupt = null;
        try {
            place.awaitedHere();
            block(place);
        } catch (InterruptedException interrupted) {
            interrupt = interrupted;
        }
        MusterException hopeless = end(join);
        if (hopeless != null) {
            call.failUnlessBegun(hopeless);
        } else if (!place.goOn() && interrupt != null) {
            throw interrupt;
        } else if (interrupt != null) {
            Thread.currentThread().interrupt();
        }
    }

    private void block(ManagedBlocker wait) throws InterruptedException {
        if (runner != null) {
            runner.block("a place for " + call.name(), wait);
        } else {
            Blocking.PLAIN.block(wait);
        }
    }

    private static @Nullable MusterException end(@Nullable CallJoin join) {
        try {
            if (join != null) {
                join.end();
            }
            return null;
        } catch (MusterException hopeless) {
            return hopeless;
        }
    }

    // ---------------------------------------------------------------- running

    private void run() throws InterruptedException {
        if (call.site().spec().terms().claims().isEmpty() && !holdsAnything()) {
            runtime.track(call);
            if (call.queue()) {
                runHere();
            }
        } else {
            refuse("its caller cannot run it: one of them needs or holds locks, permits or the like");
        }
    }

    private boolean holdsAnything() {
        Call<?> running = runner == null ? null : runner.call();
        Owner owner = running == null ? ThreadOwner.holding() : running.holder() instanceof Holder own ? own : null;
        return owner != null && owner.holdsAnything();
    }

    private void runHere() throws InterruptedException {
        if (runner == null) {
            runIdle();
        } else if (runner.isDeep()) {
            refuse("its caller runs too many others already");
        } else {
            runner.runWithin(call, null);
        }
    }

    /** The thread is a worker for once, unless it is one in fork-join work of the user's. Its interrupt is kept for it. */
    private void runIdle() {
        boolean interrupted = Thread.interrupted();
        LocalRunner idle = LocalRunner.current();
        if (idle != null) {
            idle.run(call);
        } else {
            runAsGuest();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void runAsGuest() {
        LocalRunner guest = LocalRunner.guest();
        guest.enter();
        try {
            guest.run(call);
        } finally {
            guest.leave();
        }
    }
}
