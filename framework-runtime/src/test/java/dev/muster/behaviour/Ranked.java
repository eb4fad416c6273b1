package dev.muster.behaviour;

import dev.muster.Parallel;
import dev.muster.Priority;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/** Methods of different priority that share a pool of one worker, of each kind. */
class Ranked {
    @Parallel(pool = "rankedThread", workers = 1)
    Object normal(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "rankedThread", workers = 1)
    @Priority(8)
    Object high(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "rankedThread", workers = 1)
    @Priority(Priority.LOWEST)
    Object low(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "rankedThread", workers = 1)
    @Timeout(waiting = "1h")
    Object within1h(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(pool = "rankedThread", workers = 1)
    @Timeout(waiting = "30m")
    Object within30m(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, pool = "rankedCore", workers = 1)
    Object normalOnCore(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, pool = "rankedCore", workers = 1)
    @Priority(8)
    Object highOnCore(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, pool = "rankedCore", workers = 1)
    @Priority(Priority.LOWEST)
    Object lowOnCore(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, pool = "rankedCore", workers = 1)
    @Timeout(waiting = "1h")
    Object within1hOnCore(Callable<?> job) throws Exception {
        return job.call();
    }

    @Parallel(on = Workers.CORES, pool = "rankedCore", workers = 1)
    @Timeout(waiting = "30m")
    Object within30mOnCore(Callable<?> job) throws Exception {
        return job.call();
    }

    /** Says that it runs, and keeps its worker: whoever waits for a handle is stood in for by another child. */
    @Parallel(on = Workers.PROCESSES, pool = "rankedProcess", workers = 1)
    void holdUp(int port) throws IOException {
        try (Socket held = new Socket(InetAddress.getLoopbackAddress(), port)) {
            int unused = held.getInputStream().read();
        }
    }

    @Parallel(on = Workers.PROCESSES, pool = "rankedProcess", workers = 1)
    void normalBelow(String file, String name) throws IOException {
        Files.writeString(Path.of(file), name + " ", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Parallel(on = Workers.PROCESSES, pool = "rankedProcess", workers = 1)
    @Priority(8)
    void highBelow(String file, String name) throws IOException {
        normalBelow(file, name);
    }

    @Parallel(on = Workers.PROCESSES, pool = "rankedProcess", workers = 1)
    @Priority(Priority.LOWEST)
    void lowBelow(String file, String name) throws IOException {
        normalBelow(file, name);
    }

    @Parallel(on = Workers.PROCESSES, pool = "rankedProcess", workers = 1)
    @Timeout(waiting = "1h")
    void within1hBelow(String file, String name) throws IOException {
        normalBelow(file, name);
    }
}
