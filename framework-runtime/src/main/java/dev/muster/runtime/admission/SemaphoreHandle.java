package dev.muster.runtime.admission;

import dev.muster.SharedSemaphore;
import java.util.concurrent.TimeUnit;

/** Permits for code that needs them in the middle of a body: nobody owns them, and anybody may release them. */
final class SemaphoreHandle implements SharedSemaphore {
    private final Admission admission;
    private final Units units;
    private final int permits;
    private final boolean isBounded;

    SemaphoreHandle(Admission admission, Units units, int permits, boolean isBounded) {
        this.admission = admission;
        this.units = units;
        this.permits = permits;
        this.isBounded = isBounded;
    }

    private BlockingRequest request(int n) {
        return new BlockingRequest(admission.current(), units, notNegative(n));
    }

    private static int notNegative(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permits must be 0 or more, not " + n);
        }
        return n;
    }

    @Override
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    @Override
    public void acquire(int n) throws InterruptedException {
        BlockingRequest request = request(n);
        request.acquire();
        request.disown();
    }

    @Override
    public void acquireUninterruptibly(int n) {
        BlockingRequest request = request(n);
        request.acquireUninterruptibly();
        request.disown();
    }

    @Override
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public boolean tryAcquire(int n) {
        boolean taken = units.tryTake(notNegative(n));
        if (taken) {
            admission.current().took(units);
        }
        return taken;
    }

    @Override
    public boolean tryAcquire(int n, long time, TimeUnit unit) throws InterruptedException {
        BlockingRequest request = request(n);
        boolean granted = request.tryAcquire(unit.toNanos(time));
        if (granted) {
            request.disown();
        }
        return granted;
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int n) {
        if (!units.release(notNegative(n), isBounded)) {
            throw new IllegalStateException(
                    "cannot release " + n + " of semaphore " + this + ": so many are not out through handles");
        }
        admission.current().gave(units);
    }

    @Override
    public int drain() {
        return units.drain();
    }

    @Override
    public void reduce(int n) {
        units.reduce(notNegative(n));
    }

    @Override
    public int available() {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, units.available()));
    }

    @Override
    public int permits() {
        return permits;
    }

    @Override
    public int waiting() {
        return units.waiting();
    }

    @Override
    public SharedSemaphore bounded() {
        return isBounded ? this : new SemaphoreHandle(admission, units, permits, true);
    }

    @Override
    public String toString() {
        return units.toString();
    }
}
