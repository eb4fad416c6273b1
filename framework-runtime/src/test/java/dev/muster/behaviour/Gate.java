package dev.muster.behaviour;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Orders the threads of a test: those that pass wait until it is opened. */
final class Gate {
    private static final long LIMIT_SECONDS = 60;

    private final CountDownLatch latch;

    Gate() {
        this(1);
    }

    /** A gate that must be opened so many times. */
    Gate(int times) {
        latch = new CountDownLatch(times);
    }

    void open() {
        latch.countDown();
    }

    boolean isOpen() {
        return latch.getCount() == 0;
    }

    void pass() throws InterruptedException {
        if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody opened the gate within " + LIMIT_SECONDS + " s");
        }
    }

    /** Passes, or is interrupted; says whether it was. */
    boolean passUnlessInterrupted() {
        try {
            pass();
            return false;
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    /** Passes even if interrupted; says whether that happened. */
    boolean passWhateverHappens() {
        boolean interrupted = false;
        for (; ; ) {
            try {
                pass();
                return interrupted;
            } catch (InterruptedException goOn) {
                interrupted = true;
            }
        }
    }

    /** Polls until a state is reached, with a long limit. */
    static void until(String what, BooleanSupplier state) {
        long start = System.nanoTime();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
                throw new AssertionError("never came: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
