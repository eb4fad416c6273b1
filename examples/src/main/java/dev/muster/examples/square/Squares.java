package dev.muster.examples.square;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.Serializable;
import java.time.Duration;

/**
 * The work: wait, square a number, and say who did it.
 *
 * <p>Where a method runs is written at the method, so there is one for each kind of workers. A child process has its own copy of
 * this object: it is sent there once, which is why it is {@link Serializable}.
 *
 * @param delay how long each call waits
 * @param quiet whether calls print nothing
 * @param together how many calls wait for each other before they begin, or 0
 */
record Squares(Duration delay, boolean quiet, int together) implements Serializable {
    @Parallel
    Squared onThread(int x) throws InterruptedException {
        return square(x);
    }

    @Parallel(on = Workers.CORES)
    Squared onCore(int x) throws InterruptedException {
        return square(x);
    }

    @Parallel(on = Workers.PROCESSES)
    Squared inProcess(int x) throws InterruptedException {
        return square(x);
    }

    private Squared square(int x) throws InterruptedException {
        CallContext call = CallContext.current();
        if (together > 0) {
            call.muster().barrier("together", together).await();
        }
        Thread.sleep(delay.toMillis());
        Squared squared = new Squared(call.pid(), call.workerName(), x, (long) x * x);
        if (!quiet) {
            System.out.println(squared);
        }
        return squared;
    }
}
