package dev.muster.behaviour;

import dev.muster.CallContext;
import dev.muster.Guarded;
import dev.muster.Muster;
import dev.muster.Parallel;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Methods with limits, and methods that inherit them. */
class Timed {
    static final String NONE = "none";

    private static Muster muster() {
        return CallContext.current().muster();
    }

    private static TimedDispatcher timed() {
        return new TimedDispatcher(new Timed(), muster());
    }

    /** When the call must be over whose body runs here, by the clock on the wall. */
    static String deadline() {
        return CallContext.current().deadline().map(Object::toString).orElse(NONE);
    }

    @Parallel
    @Timeout("300ms")
    Object brief(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Timeout("1h")
    Object unhurried(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    Object plain(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES)
    Object core(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(workers = 1)
    Object alone(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(workers = 1)
    @Timeout(waiting = "1h")
    Object patient(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel
    @Guarded("timed")
    Object guarded(Callable<?> job) throws Exception {
        return job.call();
    }

    @Guarded("timed")
    Object blocking(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(workers = 1)
    @Timeout("100ms")
    Object briefAlone(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.PROCESSES, pool = "timed", workers = 1)
    @Timeout("200ms")
    int briefBelow(boolean stays) throws InterruptedException {
        if (stays) {
            new Gate().pass();
        }
        return 1;
    }

    @Parallel(on = Workers.CORES)
    int twice(int x) {
        return CallContext.current().deadline().isPresent() ? 2 * x : -1;
    }

    @Parallel(on = Workers.PROCESSES, pool = "timed", workers = 1)
    String here() {
        return deadline();
    }

    @Parallel(on = Workers.PROCESSES, pool = "timed", workers = 1)
    @Timeout("1h")
    String hereWithin() {
        return deadline();
    }

    /** The deadline in a child, on a thread of it, in a fan-out of it, and in a child of it. */
    @Parallel(on = Workers.PROCESSES, pool = "timed", workers = 1)
    List<String> below() {
        TimedDispatcher timed = timed();
        return List.of(
                deadline(),
                timed.onThread().join(),
                timed.onThreadAll(1).join().get(0),
                timed.here().join());
    }

    @Parallel
    String onThread() {
        return deadline();
    }

    /** A call in a child, which waits there for one that never ends. */
    @Parallel(on = Workers.PROCESSES, pool = "timed", workers = 1)
    void stuckBelow(String file) {
        timed().stuck(file).join();
    }

    @Parallel
    void stuck(String file) throws Exception {
        Path path = Path.of(file);
        Files.writeString(path, "began");
        try {
            new Gate().pass();
        } finally {
            Files.writeString(path, "left");
        }
    }
}
