package dev.muster.benchmarks;

import dev.muster.Muster;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** T1: one tiny call, started and joined by one caller. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OneCall {
    private int x = 7;
    private Muster muster;
    private TinyDispatcher tiny;
    private ForkJoinPool pool;
    private ExecutorService perTask;

    @Setup
    public void open() {
        muster = Muster.open();
        tiny = new TinyDispatcher(new Tiny(), muster);
        pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        perTask = Rivals.threadPerTask();
    }

    @TearDown
    public void close() {
        muster.close();
        pool.shutdown();
        perTask.shutdown();
    }

    @Benchmark
    public int musterOnCores() {
        return tiny.square(x).join();
    }

    @Benchmark
    public int musterOnThreads() {
        return tiny.squareOnThread(x).join();
    }

    @Benchmark
    public int forkJoinPool() {
        int n = x;
        return pool.submit(() -> n * n).join();
    }

    @Benchmark
    public int threadPerTask() {
        int n = x;
        return Rivals.joined(perTask.submit(() -> n * n));
    }
}
