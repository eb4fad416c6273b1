package dev.muster.runtime.border;

import dev.muster.SharedSemaphore;
import dev.muster.runtime.protocol.Ask;
import java.util.concurrent.TimeUnit;

/** Permits that the parent keeps. */
final class RemoteSemaphore implements SharedSemaphore {
    private final RemoteHandles handles;
    private final String name;
    private final int permits;
    private final boolean isBounded;

    RemoteSemaphore(RemoteHandles handles, String name, int permits, boolean isBounded) {
        this.handles = handles;
        this.name = name;
        this.permits = permits;
        this.isBounded = isBounded;
    }

    private Ask ask(Ask.What what, long nanos, int count, boolean flag) {
        return RemoteHandles.ask(what, name, null, permits, nanos, count, flag);
    }

    private long value(Ask.What what) {
        return handles.askWhateverHappens(ask(what, 0, 0, false)).value();
    }

    @Override
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    @Override
    public void acquire(int n) throws InterruptedException {
        handles.ask(ask(Ask.What.ACQUIRE, Ask.FOR_EVER, n, true));
    }

    @Override
    public void acquireUninterruptibly(int n) {
        handles.askWhateverHappens(ask(Ask.What.ACQUIRE, Ask.FOR_EVER, n, true));
    }

    @Override
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public boolean tryAcquire(int n) {
        return handles.askWhateverHappens(ask(Ask.What.ACQUIRE, 0, n, false)).value() != 0;
    }

    @Override
    public boolean tryAcquire(int n, long time, TimeUnit unit) throws InterruptedException {
        return handles.ask(ask(Ask.What.ACQUIRE, unit.toNanos(time), n, true)).value() != 0;
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int n) {
        handles.askWhateverHappens(ask(Ask.What.RELEASE, 0, n, isBounded));
    }

    @Override
    public int drain() {
        return (int) value(Ask.What.DRAIN);
    }

    @Override
    public void reduce(int n) {
        handles.askWhateverHappens(ask(Ask.What.REDUCE, 0, n, false));
    }

    @Override
    public int available() {
        return (int) value(Ask.What.AVAILABLE);
    }

    @Override
    public int permits() {
        return permits;
    }

    @Override
    public int waiting() {
        return (int) value(Ask.What.SEMAPHORE_WAITING);
    }

    @Override
    public SharedSemaphore bounded() {
        return isBounded ? this : new RemoteSemaphore(handles, name, permits, true);
    }

    @Override
    public String toString() {
        return handles.text(ask(Ask.What.SEMAPHORE_TEXT, 0, 0, false));
    }
}
