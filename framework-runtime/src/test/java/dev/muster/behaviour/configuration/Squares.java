package dev.muster.behaviour.configuration;

import dev.muster.AwaitEvent;
import dev.muster.CallContext;
import dev.muster.Guarded;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Permits;
import java.util.concurrent.CountDownLatch;

/** Methods for a configuration to say something about. */
class Squares {
    private static Muster muster() {
        return CallContext.current().muster();
    }

    @Parallel
    String square(int x) {
        return CallContext.current().workerName();
    }

    @Parallel(name = "squareOfLong")
    String square(long x) {
        return CallContext.current().workerName();
    }

    @Parallel(pool = "disk", workers = 2)
    String inDisk() {
        return CallContext.current().workerName();
    }

    @Parallel
    boolean untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            return false;
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    @Parallel
    @AwaitEvent("loaded")
    @SuppressWarnings("MUSTER-433") // by a handle, or never
    int afterLoaded() {
        return 1;
    }

    @Guarded("ledger")
    int blocking() {
        return 1;
    }

    @Parallel
    @Permits(value = 3, of = "database")
    int query() {
        return muster().semaphore("database", 3).available();
    }

    @Parallel
    @Permits(value = 3, of = "database", take = 2)
    int bigQuery() {
        return muster().semaphore("database", 3).available();
    }

    static class Inner {
        @Parallel
        String square(int x) {
            return CallContext.current().workerName();
        }
    }

    static class Unsized {
        @Parallel(pool = "disk")
        String inDisk() {
            return CallContext.current().workerName();
        }
    }
}
