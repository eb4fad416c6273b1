package dev.muster.runtime.border;

import dev.muster.MusterException;
import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import dev.muster.call.Description;
import dev.muster.runtime.admission.Handles;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.Keys;
import dev.muster.runtime.protocol.Reply;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Handles in a child process, of resources that its parent keeps. Safe for use by many threads. */
public final class RemoteHandles implements Handles {
    private final Performer performer;
    private final Supplier<? extends Owner> current;
    private final AtomicLong conditions = new AtomicLong(ProcessHandle.current().pid() << Integer.SIZE);

    /** Handles whose operations {@code performer} performs for the {@code current} owner. */
    public RemoteHandles(Performer performer, Supplier<? extends Owner> current) {
        this.performer = performer;
        this.current = current;
    }

    // ---------------------------------------------------------------- asking

    /**
     * Asks, and lets an interrupt end the wait.
     *
     * @throws InterruptedException if this thread is interrupted; then nothing is held
     */
    Reply ask(Ask ask) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            return arrive(ask);
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * As {@link #ask}, for a barrier: may run out of time, and an interrupt that came before is the parent's to see, because it
     * breaks the generation.
     */
    Reply arrive(Ask ask) throws InterruptedException, TimeoutException {
        try {
            return performer.perform(current.get(), ask);
        } catch (RuntimeException | InterruptedException | TimeoutException itself) {
            throw itself;
        } catch (Exception broken) {
            throw new MusterException(
                    "the parent process cannot be asked for " + ask.name() + ": " + Description.of(broken), broken);
        }
    }

    /** Asks again and again until it is done; an interrupt is kept in the thread's status. */
    Reply askWhateverHappens(Ask ask) {
        boolean interrupted = Thread.interrupted();
        try {
            for (; ; ) {
                try {
                    return ask(ask);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    String text(Ask ask) {
        String text = askWhateverHappens(ask).text();
        return text == null ? "" : text;
    }

    long nextCondition() {
        return conditions.incrementAndGet();
    }

    /** What is asked about a resource. */
    static Ask ask(
            Ask.What what, String name, byte @Nullable [] key, long number, long nanos, int count, boolean flag) {
        return new Ask(0, "", what, name, key, number, nanos, count, flag, null);
    }

    // ---------------------------------------------------------------- handles

    @Override
    public Lock lock(String name, @Nullable Object key) {
        return new RemoteLock(this, name, bytes(key), true);
    }

    @Override
    public ReadWriteLock readWriteLock(String name, @Nullable Object key) {
        byte[] bytes = bytes(key);
        return new Both(new RemoteLock(this, name, bytes, false), new RemoteLock(this, name, bytes, true));
    }

    private record Both(Lock readLock, Lock writeLock) implements ReadWriteLock {}

    @Override
    public SharedSemaphore semaphore(String name, int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("permits '" + name + "' must be 0 or more, not " + permits);
        }
        RemoteSemaphore semaphore = new RemoteSemaphore(this, name, permits, false);
        semaphore.available(); // the parent knows whether others say the same number
        return semaphore;
    }

    @Override
    public SharedEvent event(String name, @Nullable Object key) {
        return new RemoteEvent(this, name, bytes(key));
    }

    @Override
    public SharedBarrier barrier(String name, int parties, @Nullable Runnable action) {
        if (action != null) {
            throw new IllegalArgumentException(
                    "barrier '" + name
                            + "': an action cannot be given in a child process, because it would run in the parent. Give it there.");
        }
        if (parties < 1) {
            throw new IllegalArgumentException(name + ": parties must be 1 or more, not " + parties);
        }
        RemoteBarrier barrier = new RemoteBarrier(this, name, parties);
        barrier.waiting(); // as above
        return barrier;
    }

    @Override
    public void recheck(String lock) {
        askWhateverHappens(ask(Ask.What.RECHECK, lock, null, 0, 0, 0, false));
    }

    private static byte @Nullable [] bytes(@Nullable Object key) {
        return key == null ? null : Keys.write(key);
    }
}
