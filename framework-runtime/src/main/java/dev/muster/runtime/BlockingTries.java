package dev.muster.runtime;

import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.call.Hold;
import dev.muster.call.PolicedCall;
import dev.muster.call.TryAgain;
import dev.muster.runtime.claims.Evidence;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One blocking call with custom policies: its tries, on its caller's thread, which holds nothing between two of them. */
final class BlockingTries<R extends @Nullable Object> {
    private final MusterRuntime runtime;
    private final PolicedCall<R> call;
    private final Supplier<Hold> entry;
    private @Nullable Throwable last; // why the last try did not do

    BlockingTries(MusterRuntime runtime, PolicedCall<R> call, Supplier<Hold> entry) {
        this.runtime = runtime;
        this.call = call;
        this.entry = entry;
    }

    R run() throws Throwable {
        for (; ; ) {
            Hold hold = enter();
            try {
                R result = call.site().around(call);
                hold.succeeded();
                return result;
            } catch (TryAgain again) {
                hold.close();
                last = withLast(again.reason());
                pause(again.after());
                call.nextAttempt();
            } catch (Throwable thrown) {
                hold.failed(thrown);
                throw withLast(thrown);
            }
        }
    }

    private Hold enter() {
        try {
            return entry.get();
        } catch (MusterException refused) {
            throw withLast(refused);
        }
    }

    private void pause(Duration time) {
        try {
            runtime.block(new Pause(TimeUnit.NANOSECONDS.convert(time)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw withLast(new JoinInterruptedException(
                    "interrupted while " + call.name() + " waited for its next try, which was not made", interrupted));
        }
    }

    /** The failure of the try before is suppressed in that of this one. */
    private <X extends Throwable> X withLast(X failure) {
        if (call.attempt() < Evidence.MOST) {
            Evidence.add(failure, last);
        }
        return failure;
    }

    /** Waits for a time. */
    private static final class Pause implements ManagedBlocker {
        private final long start = System.nanoTime();
        private final long nanos;

        Pause(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public boolean isReleasable() {
            return left() <= 0;
        }

        private long left() {
            return nanos - (System.nanoTime() - start);
        }

        @Override
        public boolean block() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(this, left());
            return isReleasable();
        }
    }
}
