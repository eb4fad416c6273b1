package dev.muster.conformance;

import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** What a party can do, to a resource by name; the same in a thread and in a child process. */
// the steps that belong together are in the test; the deeds keep nothing
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "ImmutableEnumChecker"})
enum Verb {
    LOCK(done((step, part) -> lock(step, part).lock())),
    LOCK_INTERRUPTIBLY(done((step, part) -> lock(step, part).lockInterruptibly())),
    TRY_LOCK((step, part) -> lock(step, part).tryLock()),
    TRY_LOCK_FOR((step, part) -> lock(step, part).tryLock(step.millis(), TimeUnit.MILLISECONDS)),
    UNLOCK(done((step, part) -> lock(step, part).unlock())),
    LOCK_TEXT((step, part) -> lock(step, part).toString()),

    AWAIT_SIGNAL(done((step, part) -> condition(step, part).await())),
    AWAIT_SIGNAL_FOR((step, part) -> condition(step, part).await(step.millis(), TimeUnit.MILLISECONDS)),
    SIGNAL(done((step, part) -> {
        for (int i = 0; i < step.count(); i++) {
            condition(step, part).signal();
        }
    })),
    SIGNAL_ALL(done((step, part) -> condition(step, part).signalAll())),

    ACQUIRE(done((step, part) -> semaphore(step, part).acquire(step.count()))),
    ACQUIRE_UNINTERRUPTIBLY(done((step, part) -> semaphore(step, part).acquireUninterruptibly(step.count()))),
    TRY_ACQUIRE((step, part) -> semaphore(step, part).tryAcquire(step.count())),
    TRY_ACQUIRE_FOR(
            (step, part) -> semaphore(step, part).tryAcquire(step.count(), step.millis(), TimeUnit.MILLISECONDS)),
    RELEASE(done((step, part) -> semaphore(step, part).release(step.count()))),
    RELEASE_BOUNDED(done((step, part) -> semaphore(step, part).bounded().release(step.count()))),
    DRAIN((step, part) -> semaphore(step, part).drain()),
    REDUCE(done((step, part) -> semaphore(step, part).reduce(step.count()))),
    AVAILABLE((step, part) -> semaphore(step, part).available()),
    SEMAPHORE_WAITING((step, part) -> semaphore(step, part).waiting()),
    SEMAPHORE_TEXT((step, part) -> semaphore(step, part).toString()),
    /** Races releases with interrupts of a waiter; gives the permits at the end. */
    RACE_RELEASE_AND_INTERRUPT((step, part) -> new Race(semaphore(step, part)).run(step.count())),

    SET(done((step, part) -> event(step, part).set())),
    CLEAR(done((step, part) -> event(step, part).clear())),
    IS_SET((step, part) -> event(step, part).isSet()),
    AWAIT(done((step, part) -> event(step, part).await())),
    AWAIT_FOR((step, part) -> event(step, part).await(step.millis(), TimeUnit.MILLISECONDS)),
    /** Waits for an event as for something foreign: the worker stays occupied. */
    POLL(done((step, part) -> {
        while (!event(step, part).isSet()) {
            Thread.sleep(1);
        }
    })),
    EVENT_TEXT((step, part) -> event(step, part).toString()),

    ARRIVE((step, part) -> barrier(step, part).await()),
    ARRIVE_FOR((step, part) -> barrier(step, part).await(step.millis(), TimeUnit.MILLISECONDS)),
    RESET(done((step, part) -> barrier(step, part).reset())),
    ABORT(done((step, part) -> barrier(step, part).abort())),
    IS_BROKEN((step, part) -> barrier(step, part).isBroken()),
    ARRIVED((step, part) -> barrier(step, part).waiting()),

    /** Sets the own interrupt status. */
    INTERRUPT(done((step, part) -> Thread.currentThread().interrupt())),
    /** From now on an event interrupts this party, which sets the event of that name and {@link Step#OVER}. */
    INTERRUPT_WHEN(done((step, part) -> {
        Thread self = Thread.currentThread();
        part.help(() -> {
            event(step, part).await();
            self.interrupt();
            part.muster().event(step.name() + Step.OVER).set();
        });
    })),
    /** Reads and clears the own interrupt status. */
    INTERRUPTED((step, part) -> Thread.interrupted()),
    /** Adds one to the number in a file, in a way that only exclusion makes right. */
    INCREMENT((step, part) -> {
        Path file = Path.of(step.name());
        int next = Integer.parseInt(Files.readString(file)) + 1;
        Files.writeString(file, Integer.toString(next));
        return next;
    }),
    THROW((step, part) -> {
        throw new Part.Thrown(step.name());
    }),
    HALT(done((step, part) -> Runtime.getRuntime().halt(step.count())));

    private static final String DONE = "done";

    private final Deed deed;

    Verb(Deed deed) {
        this.deed = deed;
    }

    private interface Deed {
        Object perform(Step step, Part part) throws Exception;
    }

    private interface Doing {
        void perform(Step step, Part part) throws Exception;
    }

    private static Deed done(Doing doing) {
        return (step, part) -> {
            doing.perform(step, part);
            return DONE;
        };
    }

    /** What comes of it, which is told as text. */
    Object perform(Step step, Part part) throws Exception {
        return deed.perform(step, part);
    }

    /** The lock, or the side of it that the name ends with. */
    private static Lock lock(Step step, Part part) {
        String name = step.name();
        int side = name.indexOf(':');
        if (side < 0) {
            return part.muster().lock(name);
        }
        ReadWriteLock both = part.muster().readWriteLock(name.substring(0, side));
        return name.endsWith(Step.READ) ? both.readLock() : both.writeLock();
    }

    private static Condition condition(Step step, Part part) {
        return part.condition(step.name(), lock(step, part));
    }

    private static SharedSemaphore semaphore(Step step, Part part) {
        return part.muster().semaphore(step.name(), step.size());
    }

    private static SharedEvent event(Step step, Part part) {
        return part.muster().event(step.name());
    }

    private static SharedBarrier barrier(Step step, Part part) {
        return part.muster().barrier(step.name(), step.size());
    }
}
