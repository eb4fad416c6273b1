package dev.muster.runtime.border;

import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.protocol.Ask;
import dev.muster.runtime.protocol.Keys;
import dev.muster.runtime.protocol.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Does what is asked with the resources of this process, on the asker's behalf. */
public final class LocalPerformer implements Performer {
    private static final Reply DONE = Reply.of(0);

    private final Admission admission;
    private final GuestCalls calls;
    private final @Nullable ClassLoader loader;
    private final Map<Long, Awaited> conditions = new ConcurrentHashMap<>(); // while somebody waits for them

    /** A condition, and how many wait for it; without them it has no state worth keeping. */
    private record Awaited(Condition condition, int waiters) {
        Awaited byMore(int more) {
            return new Awaited(condition, waiters + more);
        }
    }

    /** For the resources of one runtime; {@code loader} finds the classes of keys. */
    public LocalPerformer(Admission admission, @Nullable ClassLoader loader) {
        this.admission = admission;
        this.calls = new GuestCalls(admission, loader);
        this.loader = loader;
    }

    @Override
    public Reply perform(Owner owner, Ask ask) throws Exception {
        return ThreadOwner.actFor(owner, () -> perform(ask, owner));
    }

    @Override
    public void ended(Owner owner) {
        calls.ended(owner);
    }

    private Reply perform(Ask ask, Owner owner) throws Exception {
        return switch (ask.what()) {
            case LOCK, TRY_LOCK, UNLOCK, LOCK_TEXT -> lock(ask);
            case AWAIT_SIGNAL, SIGNAL -> condition(ask);
            case ACQUIRE, RELEASE, DRAIN, REDUCE, AVAILABLE, SEMAPHORE_WAITING, SEMAPHORE_TEXT -> semaphore(ask);
            case SET, CLEAR, IS_SET, AWAIT_EVENT, EVENT_TEXT -> event(ask);
            case ARRIVE, RESET, ABORT, IS_BROKEN, BARRIER_WAITING, BARRIER_TEXT -> barrier(ask);
            case RECHECK -> {
                admission.recheck(ask.name());
                yield DONE;
            }
            case ENTER -> calls.enter(owner, ask);
            case LEAVE, PAUSE -> calls.leave(ask);
            case GIVE_UP, OWNER_ENDED, JOINS, JOINED ->
                throw new IllegalArgumentException("nobody performs " + ask.what());
        };
    }

    private @Nullable Object key(Ask ask) {
        return ask.key() == null ? null : Keys.read(ask.key(), loader);
    }

    private static Reply of(boolean yes) {
        return Reply.of(yes ? 1 : 0);
    }

    // ---------------------------------------------------------------- by kind

    private Reply lock(Ask ask) throws InterruptedException {
        ReadWriteLock both = admission.readWriteLock(ask.name(), key(ask));
        Lock lock = ask.flag() ? both.writeLock() : both.readLock();
        switch (ask.what()) {
            case LOCK -> {
                if (ask.nanos() != Ask.FOR_EVER) {
                    return of(lock.tryLock(ask.nanos(), TimeUnit.NANOSECONDS));
                }
                lock.lockInterruptibly();
                return of(true);
            }
            case TRY_LOCK -> {
                return of(lock.tryLock());
            }
            case UNLOCK -> lock.unlock();
            default -> {
                return Reply.of(lock.toString());
            }
        }
        return DONE;
    }

    private Reply condition(Ask ask) throws InterruptedException {
        if (ask.what() == Ask.What.AWAIT_SIGNAL) {
            return of(awaitSignal(ask));
        }
        Awaited awaited = conditions.get(ask.number());
        Condition condition = awaited == null ? newCondition(ask) : awaited.condition(); // none waits for a new one
        if (ask.flag()) {
            condition.signalAll();
        } else {
            condition.signal();
        }
        return DONE;
    }

    private Condition newCondition(Ask ask) {
        return admission.lock(ask.name(), key(ask)).newCondition();
    }

    @SuppressWarnings("WaitNotInLoop") // the asker has the loop
    private boolean awaitSignal(Ask ask) throws InterruptedException {
        Condition condition = conditions
                .merge(ask.number(), new Awaited(newCondition(ask), 1), (known, made) -> known.byMore(1))
                .condition();
        try {
            if (ask.nanos() != Ask.FOR_EVER) {
                return condition.await(ask.nanos(), TimeUnit.NANOSECONDS);
            }
            condition.await();
            return true;
        } finally {
            conditions.computeIfPresent(
                    ask.number(), (number, known) -> known.waiters() == 1 ? null : known.byMore(-1));
        }
    }

    private Reply semaphore(Ask ask) throws InterruptedException {
        SharedSemaphore semaphore = admission.semaphore(ask.name(), (int) ask.number());
        int count = ask.count();
        switch (ask.what()) {
            case ACQUIRE -> {
                return of(acquire(semaphore, ask));
            }
            case RELEASE -> (ask.flag() ? semaphore.bounded() : semaphore).release(count);
            case REDUCE -> semaphore.reduce(count);
            case DRAIN -> {
                return Reply.of(semaphore.drain());
            }
            case AVAILABLE -> {
                return Reply.of(semaphore.available());
            }
            case SEMAPHORE_WAITING -> {
                return Reply.of(semaphore.waiting());
            }
            default -> {
                return Reply.of(semaphore.toString());
            }
        }
        return DONE;
    }

    private static boolean acquire(SharedSemaphore semaphore, Ask ask) throws InterruptedException {
        if (!ask.flag()) {
            return semaphore.tryAcquire(ask.count());
        }
        if (ask.nanos() != Ask.FOR_EVER) {
            return semaphore.tryAcquire(ask.count(), ask.nanos(), TimeUnit.NANOSECONDS);
        }
        semaphore.acquire(ask.count());
        return true;
    }

    private Reply event(Ask ask) throws InterruptedException {
        SharedEvent event = admission.event(ask.name(), key(ask));
        switch (ask.what()) {
            case SET -> event.set();
            case CLEAR -> event.clear();
            case IS_SET -> {
                return of(event.isSet());
            }
            case AWAIT_EVENT -> {
                if (ask.nanos() != Ask.FOR_EVER) {
                    return of(event.await(ask.nanos(), TimeUnit.NANOSECONDS));
                }
                event.await();
                return of(true);
            }
            default -> {
                return Reply.of(event.toString());
            }
        }
        return DONE;
    }

    private Reply barrier(Ask ask) throws Exception {
        SharedBarrier barrier = admission.barrier(ask.name(), (int) ask.number(), null);
        switch (ask.what()) {
            case ARRIVE -> {
                return Reply.of(
                        ask.nanos() == Ask.FOR_EVER
                                ? barrier.await()
                                : barrier.await(ask.nanos(), TimeUnit.NANOSECONDS));
            }
            case RESET -> barrier.reset();
            case ABORT -> barrier.abort();
            case IS_BROKEN -> {
                return of(barrier.isBroken());
            }
            case BARRIER_WAITING -> {
                return Reply.of(barrier.waiting());
            }
            default -> {
                return Reply.of(barrier.toString());
            }
        }
        return DONE;
    }
}
