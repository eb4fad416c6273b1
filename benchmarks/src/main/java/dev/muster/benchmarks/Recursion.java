package dev.muster.benchmarks;

import dev.muster.Muster;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** T6: a recursive Fibonacci, a call a node. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Recursion {
    @Param("20")
    private int n;

    private Muster muster;
    private Fib fib;
    private ForkJoinPool pool;

    @Setup
    public void open() {
        muster = Muster.open();
        fib = new Fib(muster);
        pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
    }

    @TearDown
    public void close() {
        muster.close();
        pool.shutdown();
    }

    @Benchmark
    public int muster() {
        return fib.calls().fib(n).join();
    }

    @Benchmark
    public int recursiveTask() {
        return pool.invoke(new FibTask(n));
    }

    private static final class FibTask extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1L;

        private final int n;

        FibTask(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            FibTask left = new FibTask(n - 1);
            left.fork();
            int right = new FibTask(n - 2).compute();
            return left.join() + right;
        }
    }
}
