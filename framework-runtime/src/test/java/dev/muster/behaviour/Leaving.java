package dev.muster.behaviour;

import dev.muster.At;
import dev.muster.AwaitCondition;
import dev.muster.Barrier;
import dev.muster.Guarded;
import dev.muster.Parallel;
import java.util.concurrent.CountDownLatch;

/** Who leaves a lock asks a condition, before it comes to its exit barrier. */
class Leaving {
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile Runnable whenAsked = () -> {};

    void whenAsked(Runnable then) {
        whenAsked = then;
    }

    void open() {
        open.countDown();
    }

    @Parallel
    @Guarded("door")
    @Barrier(value = "doorstep", parties = 2, at = At.EXIT)
    void leave(boolean well) throws InterruptedException {
        open.await();
        if (!well) {
            throw new IllegalStateException("not well");
        }
    }

    @Parallel
    @Guarded("door")
    @AwaitCondition("isAsked")
    void come() {}

    boolean isAsked() {
        whenAsked.run();
        return true;
    }
}
