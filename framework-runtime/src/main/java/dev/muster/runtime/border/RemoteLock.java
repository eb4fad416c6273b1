package dev.muster.runtime.border;

import dev.muster.runtime.protocol.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** A lock, or one side of a read-write lock, that the parent keeps. */
final class RemoteLock implements Lock {
    private final RemoteHandles handles;
    private final String name;
    private final byte @Nullable [] key;
    private final boolean exclusive;

    RemoteLock(RemoteHandles handles, String name, byte @Nullable [] key, boolean exclusive) {
        this.handles = handles;
        this.name = name;
        this.key = key;
        this.exclusive = exclusive;
    }

    private Ask ask(Ask.What what, long nanos) {
        return RemoteHandles.ask(what, name, key, 0, nanos, 0, exclusive);
    }

    @Override
    public void lock() {
        handles.askWhateverHappens(ask(Ask.What.LOCK, Ask.FOR_EVER));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        handles.ask(ask(Ask.What.LOCK, Ask.FOR_EVER));
    }

    @Override
    public boolean tryLock() {
        return handles.askWhateverHappens(ask(Ask.What.TRY_LOCK, 0)).value() != 0;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return handles.ask(ask(Ask.What.LOCK, unit.toNanos(time))).value() != 0;
    }

    @Override
    public void unlock() {
        handles.askWhateverHappens(ask(Ask.What.UNLOCK, 0));
    }

    @Override
    public Condition newCondition() {
        if (!exclusive) {
            throw new UnsupportedOperationException("the read side of a lock has no conditions");
        }
        return new Signal(handles.nextCondition());
    }

    @Override
    public String toString() {
        return handles.text(ask(Ask.What.LOCK_TEXT, 0));
    }

    /** A condition of this lock, which the parent keeps under a number. */
    @SuppressWarnings("WaitNotInLoop") // the user has the loop
    private final class Signal implements Condition {
        private final long number;

        Signal(long number) {
            this.number = number;
        }

        private Ask ask(Ask.What what, long nanos, boolean all) {
            return RemoteHandles.ask(what, name, key, number, nanos, 0, all);
        }

        @Override
        public void await() throws InterruptedException {
            handles.ask(ask(Ask.What.AWAIT_SIGNAL, Ask.FOR_EVER, false));
        }

        @Override
        public void awaitUninterruptibly() {
            handles.askWhateverHappens(ask(Ask.What.AWAIT_SIGNAL, Ask.FOR_EVER, false));
        }

        @Override
        public long awaitNanos(long nanos) throws InterruptedException {
            long deadline = System.nanoTime() + nanos;
            await(nanos, TimeUnit.NANOSECONDS);
            long left = deadline - System.nanoTime();
            return left <= nanos ? left : Long.MIN_VALUE; // less than that does not fit
        }

        @Override
        public boolean await(long time, TimeUnit unit) throws InterruptedException {
            return handles.ask(ask(Ask.What.AWAIT_SIGNAL, Math.max(0, unit.toNanos(time)), false))
                            .value()
                    != 0;
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // the interface's
        public boolean awaitUntil(Date deadline) throws InterruptedException {
            Duration left = Duration.between(Instant.now(), deadline.toInstant());
            return await(TimeUnit.NANOSECONDS.convert(left), TimeUnit.NANOSECONDS);
        }

        @Override
        public void signal() {
            handles.askWhateverHappens(ask(Ask.What.SIGNAL, 0, false));
        }

        @Override
        public void signalAll() {
            handles.askWhateverHappens(ask(Ask.What.SIGNAL, 0, true));
        }
    }
}
