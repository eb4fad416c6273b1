package dev.muster.benchmarks.waiting;

import dev.muster.Parallel;
import dev.muster.Permits;
import java.util.concurrent.CountDownLatch;

/** A body that needs the one permit, and one that holds it until it is told. */
final class Held {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Parallel
    @Permits(value = 1, of = "only")
    int permitted(int x) {
        return x * x;
    }

    @Parallel
    @Permits(value = 1, of = "only")
    void hold() throws InterruptedException {
        inside.countDown();
        go.await();
    }

    @Parallel
    void run() throws InterruptedException {
        go.await();
    }

    void awaitInside() throws InterruptedException {
        inside.await();
    }

    void go() {
        go.countDown();
    }
}
