package dev.muster.conformance;

import dev.muster.SharedSemaphore;
import java.util.concurrent.Phaser;

/** A waiter for the only permit is interrupted and given the permit at the same time, again and again. */
final class Race {
    private final SharedSemaphore semaphore;
    private final Thread waiter = Thread.currentThread();
    private final Phaser rounds = new Phaser(2); // whose waits interrupts do not end

    Race(SharedSemaphore semaphore) {
        this.semaphore = semaphore;
    }

    /** How many permits there are at the end, which should be 1. */
    int run(int times) throws InterruptedException {
        Thread striker = new Thread(() -> strike(times), "striker");
        striker.setDaemon(true);
        semaphore.acquire();
        striker.start();
        for (int round = 0; round < times; round++) {
            rounds.arriveAndAwaitAdvance();
            boolean taken = take();
            rounds.arriveAndAwaitAdvance();
            var unused = Thread.interrupted();
            if (!taken && !semaphore.tryAcquire()) {
                throw new IllegalStateException("the permit was lost in round " + round);
            }
            if (semaphore.available() != 0) {
                throw new IllegalStateException(semaphore.available() + " permits too many in round " + round);
            }
        }
        striker.join();
        semaphore.release();
        return semaphore.available();
    }

    private boolean take() {
        try {
            semaphore.acquire();
            return true;
        } catch (InterruptedException cancelled) {
            return false;
        }
    }

    private void strike(int times) {
        for (int round = 0; round < times; round++) {
            rounds.arriveAndAwaitAdvance();
            if (round % 2 == 0) {
                semaphore.release();
                waiter.interrupt();
            } else {
                waiter.interrupt();
                semaphore.release();
            }
            rounds.arriveAndAwaitAdvance();
        }
    }
}
