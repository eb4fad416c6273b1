package dev.muster.behaviour;

import dev.muster.CallContext;
import dev.muster.Guarded;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.util.List;
import java.util.concurrent.locks.Lock;

/** Calls that need the lock which who starts them holds and lends. */
class Lent {
    private static LentDispatcher kin() {
        return new LentDispatcher(new Lent(), CallContext.current().muster());
    }

    private static int sum(List<Integer> all) {
        return all.stream().mapToInt(Integer::intValue).sum();
    }

    /** Until a sibling stands in line for the lock. */
    private static void awaitSibling() {
        while (!CallContext.current().muster().explain().matches("(?s).*parent\\w*-\\d+ waits since.*")) {
            Thread.yield();
        }
    }

    @Parallel
    @Guarded("lent")
    int grandparent() {
        return sum(kin().parentAll(List.of(1, 0)).join());
    }

    @Parallel
    @Guarded("lent")
    int parent(int first) {
        if (first == 1) {
            awaitSibling();
        }
        return kin().child(1).join() + sum(kin().childAll(List.of(1, 1, 1)).join());
    }

    @Parallel(on = Workers.CORES)
    @Guarded("lent")
    int child(int x) {
        return x;
    }

    @Guarded("lent")
    void within(Runnable step) {
        step.run();
    }

    /** Claims nothing, and takes the lock itself. */
    @Parallel
    int taker(int x) {
        Lock lock = CallContext.current().muster().lock("lent");
        lock.lock();
        try {
            return x;
        } finally {
            lock.unlock();
        }
    }
}
