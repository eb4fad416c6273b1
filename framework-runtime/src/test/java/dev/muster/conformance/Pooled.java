package dev.muster.conformance;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plain bodies, each in threads and in child processes. */
class Pooled {
    /** Fails for what is negative. */
    static int square(int x) {
        if (x < 0) {
            throw new IllegalArgumentException("negative: " + x);
        }
        return x * x;
    }

    @Parallel(on = Workers.THREADS)
    int squareInThread(int x) {
        return square(x);
    }

    @Parallel(on = Workers.PROCESSES)
    int squareInProcess(int x) {
        return square(x);
    }

    static String say(String text, int number, List<String> list) {
        return text + number + list;
    }

    @Parallel(on = Workers.THREADS)
    String sayInThread(String text, int number, List<String> list) {
        return say(text, number, list);
    }

    @Parallel(on = Workers.PROCESSES)
    String sayInProcess(String text, int number, List<String> list) {
        return say(text, number, list);
    }

    /** Says by a file that it runs, and runs until there is another, unless it is interrupted. */
    static String stay(String name, String gate) throws InterruptedException, IOException {
        CallContext context = CallContext.current();
        Path part = Files.writeString(Path.of(name + ".part"), Long.toString(context.pid()));
        Files.move(part, Path.of(name));
        while (!Files.exists(Path.of(gate))) {
            Thread.sleep(1);
        }
        return context.workerName();
    }

    @Parallel(on = Workers.THREADS, workers = 2)
    String stayInThread(String name, String gate) throws InterruptedException, IOException {
        return stay(name, gate);
    }

    @Parallel(on = Workers.PROCESSES, workers = 2)
    String stayInProcess(String name, String gate) throws InterruptedException, IOException {
        return stay(name, gate);
    }

    @Parallel(on = Workers.PROCESSES)
    boolean isDaemon() {
        return Thread.currentThread().isDaemon();
    }

    @Parallel(on = Workers.PROCESSES)
    void closeOutput() {
        System.out.close();
        System.err.close();
    }

    @Parallel(on = Workers.THREADS)
    String nestedInThread(int x) {
        PooledDispatcher inner =
                new PooledDispatcher(new Pooled(), CallContext.current().muster());
        return "thread " + inner.squareInProcess(x).join();
    }

    @Parallel(on = Workers.PROCESSES)
    String nestedInProcess(int x) {
        PooledDispatcher inner =
                new PooledDispatcher(new Pooled(), CallContext.current().muster());
        return "process " + inner.squareInThread(x).join();
    }
}
