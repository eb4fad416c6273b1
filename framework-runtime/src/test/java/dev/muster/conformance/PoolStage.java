package dev.muster.conformance;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link Pooled} bodies in threads or in child processes, of a runtime that each test opens. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
abstract class PoolStage {
    @TempDir
    private Path files;

    private int names;

    static Muster open() {
        return Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    }

    static PooledDispatcher pooled(Muster muster) {
        return new PooledDispatcher(new Pooled(), muster);
    }

    static Task<Integer> square(Where where, Muster muster, int x) {
        PooledDispatcher pooled = pooled(muster);
        return where == Where.THREADS ? pooled.squareInThread(x) : pooled.squareInProcess(x);
    }

    static Batch<Integer> squares(Where where, Muster muster, List<Integer> xs, FanOut options) {
        PooledDispatcher pooled = pooled(muster);
        return where == Where.THREADS ? pooled.squareInThreadAll(xs, options) : pooled.squareInProcessAll(xs, options);
    }

    static Stream<Integer> stream(Where where, Muster muster, Iterator<Integer> xs, FanOut options) {
        PooledDispatcher pooled = pooled(muster);
        return where == Where.THREADS
                ? pooled.squareInThreadStream(xs, options)
                : pooled.squareInProcessStream(xs, options);
    }

    /** A call that runs until {@link #open(String)}. */
    Task<String> stay(Where where, Muster muster, String name, String gate) {
        PooledDispatcher pooled = pooled(muster);
        String started = files.resolve(name).toString();
        String opened = files.resolve(gate).toString();
        return where == Where.THREADS ? pooled.stayInThread(started, opened) : pooled.stayInProcess(started, opened);
    }

    String newName() {
        return "call" + ++names;
    }

    boolean runs(String name) {
        return Files.exists(files.resolve(name));
    }

    void awaitRunning(String name) throws InterruptedException {
        Stage.until(name + " runs", () -> runs(name));
    }

    void open(String gate) throws Exception {
        Files.createFile(files.resolve(gate));
    }
}
