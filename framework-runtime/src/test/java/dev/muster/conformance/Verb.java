package dev.muster.conformance;

import dev.muster.SharedBarrier;
import dev.muster.SharedEvent;
import dev.muster.SharedSemaphore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** What a party can do, to a resource by name; the same in a thread and in a child process. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // the steps that belong together are in the test
enum Verb {
    LOCK {
        @Override
        Object perform(Step step, Part part) {
            lock(step, part).lock();
            return DONE;
        }
    },
    LOCK_INTERRUPTIBLY {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            lock(step, part).lockInterruptibly();
            return DONE;
        }
    },
    TRY_LOCK {
        @Override
        Object perform(Step step, Part part) {
            return lock(step, part).tryLock();
        }
    },
    TRY_LOCK_FOR {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            return lock(step, part).tryLock(step.millis(), TimeUnit.MILLISECONDS);
        }
    },
    UNLOCK {
        @Override
        Object perform(Step step, Part part) {
            lock(step, part).unlock();
            return DONE;
        }
    },
    LOCK_TEXT {
        @Override
        Object perform(Step step, Part part) {
            return lock(step, part).toString();
        }
    },

    AWAIT_SIGNAL {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            condition(step, part).await();
            return DONE;
        }
    },
    AWAIT_SIGNAL_FOR {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            return condition(step, part).await(step.millis(), TimeUnit.MILLISECONDS);
        }
    },
    SIGNAL {
        @Override
        Object perform(Step step, Part part) {
            for (int i = 0; i < step.count(); i++) {
                condition(step, part).signal();
            }
            return DONE;
        }
    },
    SIGNAL_ALL {
        @Override
        Object perform(Step step, Part part) {
            condition(step, part).signalAll();
            return DONE;
        }
    },

    ACQUIRE {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            semaphore(step, part).acquire(step.count());
            return DONE;
        }
    },
    ACQUIRE_UNINTERRUPTIBLY {
        @Override
        Object perform(Step step, Part part) {
            semaphore(step, part).acquireUninterruptibly(step.count());
            return DONE;
        }
    },
    TRY_ACQUIRE {
        @Override
        Object perform(Step step, Part part) {
            return semaphore(step, part).tryAcquire(step.count());
        }
    },
    TRY_ACQUIRE_FOR {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            return semaphore(step, part).tryAcquire(step.count(), step.millis(), TimeUnit.MILLISECONDS);
        }
    },
    RELEASE {
        @Override
        Object perform(Step step, Part part) {
            semaphore(step, part).release(step.count());
            return DONE;
        }
    },
    RELEASE_BOUNDED {
        @Override
        Object perform(Step step, Part part) {
            semaphore(step, part).bounded().release(step.count());
            return DONE;
        }
    },
    DRAIN {
        @Override
        Object perform(Step step, Part part) {
            return semaphore(step, part).drain();
        }
    },
    REDUCE {
        @Override
        Object perform(Step step, Part part) {
            semaphore(step, part).reduce(step.count());
            return DONE;
        }
    },
    AVAILABLE {
        @Override
        Object perform(Step step, Part part) {
            return semaphore(step, part).available();
        }
    },
    SEMAPHORE_WAITING {
        @Override
        Object perform(Step step, Part part) {
            return semaphore(step, part).waiting();
        }
    },
    SEMAPHORE_TEXT {
        @Override
        Object perform(Step step, Part part) {
            return semaphore(step, part).toString();
        }
    },
    /** Races releases with interrupts of a waiter; gives the permits at the end. */
    RACE_RELEASE_AND_INTERRUPT {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            return new Race(semaphore(step, part)).run(step.count());
        }
    },

    SET {
        @Override
        Object perform(Step step, Part part) {
            event(step, part).set();
            return DONE;
        }
    },
    CLEAR {
        @Override
        Object perform(Step step, Part part) {
            event(step, part).clear();
            return DONE;
        }
    },
    IS_SET {
        @Override
        Object perform(Step step, Part part) {
            return event(step, part).isSet();
        }
    },
    AWAIT {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            event(step, part).await();
            return DONE;
        }
    },
    AWAIT_FOR {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            return event(step, part).await(step.millis(), TimeUnit.MILLISECONDS);
        }
    },
    /** Waits for an event as for something foreign: the worker stays occupied. */
    POLL {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            while (!event(step, part).isSet()) {
                Thread.sleep(1);
            }
            return DONE;
        }
    },
    EVENT_TEXT {
        @Override
        Object perform(Step step, Part part) {
            return event(step, part).toString();
        }
    },

    ARRIVE {
        @Override
        Object perform(Step step, Part part) throws InterruptedException {
            return barrier(step, part).await();
        }
    },
    ARRIVE_FOR {
        @Override
        Object perform(Step step, Part part) throws Exception {
            return barrier(step, part).await(step.millis(), TimeUnit.MILLISECONDS);
        }
    },
    RESET {
        @Override
        Object perform(Step step, Part part) {
            barrier(step, part).reset();
            return DONE;
        }
    },
    ABORT {
        @Override
        Object perform(Step step, Part part) {
            barrier(step, part).abort();
            return DONE;
        }
    },
    IS_BROKEN {
        @Override
        Object perform(Step step, Part part) {
            return barrier(step, part).isBroken();
        }
    },
    ARRIVED {
        @Override
        Object perform(Step step, Part part) {
            return barrier(step, part).waiting();
        }
    },

    /** Sets the own interrupt status. */
    INTERRUPT {
        @Override
        Object perform(Step step, Part part) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    },
    /** From now on an event interrupts this party, which sets the event of that name and {@link Step#OVER}. */
    INTERRUPT_WHEN {
        @Override
        Object perform(Step step, Part part) {
            Thread self = Thread.currentThread();
            part.help(() -> {
                event(step, part).await();
                self.interrupt();
                part.muster().event(step.name() + Step.OVER).set();
            });
            return DONE;
        }
    },
    /** Reads and clears the own interrupt status. */
    INTERRUPTED {
        @Override
        Object perform(Step step, Part part) {
            return Thread.interrupted();
        }
    },
    /** Adds one to the number in a file, in a way that only exclusion makes right. */
    INCREMENT {
        @Override
        Object perform(Step step, Part part) throws IOException {
            Path file = Path.of(step.name());
            int next = Integer.parseInt(Files.readString(file)) + 1;
            Files.writeString(file, Integer.toString(next));
            return next;
        }
    },
    THROW {
        @Override
        Object perform(Step step, Part part) {
            throw new Part.Thrown(step.name());
        }
    },
    HALT {
        @Override
        Object perform(Step step, Part part) {
            Runtime.getRuntime().halt(step.count());
            return DONE;
        }
    };

    private static final String DONE = "done";

    /** What comes of it, which is told as text. */
    abstract Object perform(Step step, Part part) throws Exception;

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
