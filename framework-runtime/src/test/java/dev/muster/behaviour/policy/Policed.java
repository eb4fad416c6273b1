package dev.muster.behaviour.policy;

import dev.muster.Barrier;
import dev.muster.CallContext;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;

/** One method for each kind of workers, with the same policies. */
@Recorded("outermost")
class Policed {
    /** What the body does: returns, fails, dies, or holds on until event "go" is set. */
    static String act(String deed) {
        switch (deed) {
            case "fail" -> throw new IllegalStateException("by the body");
            case "die" -> Runtime.getRuntime().halt(3);
            case "hold" -> hold();
            case "relock" -> relock();
            default -> {}
        }
        return deed + " in " + ProcessHandle.current().pid();
    }

    /** Takes what the call holds once more. */
    private static void relock() {
        Lock lock = CallContext.current().muster().lock("policed", "acme");
        if (!lock.tryLock()) {
            throw new IllegalStateException("the call does not have its own lock");
        }
        lock.unlock();
    }

    private static void hold() {
        Muster muster = CallContext.current().muster();
        muster.event("started").set();
        try {
            muster.event("go").await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Parallel
    @Guarded("policed")
    @Recorded("outer")
    @Recorded("inner")
    String onThread(@Key String tenant, String deed) {
        return act(deed);
    }

    @Parallel(on = Workers.CORES)
    @Guarded("policed")
    @Recorded("outer")
    @Recorded("inner")
    String onCore(@Key String tenant, String deed) {
        return act(deed);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    @Guarded("policed")
    @Recorded("outer")
    @Recorded("inner")
    String inProcess(@Key String tenant, String deed) {
        return act(deed);
    }

    @Guarded("policed")
    @Recorded("outer")
    @Recorded("inner")
    String blocking(@Key String tenant, String deed) throws IOException {
        return act(deed);
    }

    @Barrier(value = "policedPair", parties = 2)
    @Recorded("inner")
    String together(String deed) throws IOException {
        return act(deed);
    }

    @Recorded("inner")
    int undeclared(int number) {
        return number;
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @Timeout("2s")
    @Recorded("inner")
    String limitedInProcess(String deed) {
        return act(deed);
    }

    @Parallel
    @Recorded("inner")
    CompletionStage<String> stage(CompletableFuture<String> stage) {
        return stage;
    }

    @Parallel
    @Recorded("inner")
    int square(int number) {
        return number * number;
    }

    @Parallel
    @Asked
    String askedOnThread(String tenant, String deed) {
        return act(deed);
    }

    @Parallel(on = Workers.CORES)
    @Asked
    String askedOnCore(String tenant, String deed) {
        return act(deed);
    }

    @Parallel(on = Workers.PROCESSES, workers = 1)
    @Asked
    String askedInProcess(String tenant, String deed) {
        return act(deed);
    }

    @Asked
    String askedBlocking(String tenant, String deed) {
        return act(deed);
    }

    @Parallel
    @Asked
    @Timeout(waiting = "50ms")
    String askedNotLong(String tenant, String deed) {
        return act(deed);
    }

    @Asked
    @Timeout(waiting = "50ms")
    String askedNotLongBlocking(String tenant, String deed) {
        return act(deed);
    }
}
