package dev.muster.benchmarks;

import dev.muster.Muster;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
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

/** T6: a recursive Fibonacci, a call for every second node, and with a cut-off. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Recursion {
    @Param("27")
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
        return pool.invoke(new FibTask(n, 2));
    }

    @Benchmark
    public int recursiveAction() {
        FibAction root = new FibAction(n, 2);
        pool.invoke(root);
        return root.result;
    }

    @Benchmark
    public int cutOffMuster() {
        return fib.calls().fibWithCutOff(n).join();
    }

    @Benchmark
    public int cutOffRecursiveTask() {
        return pool.invoke(new FibTask(n, Fib.CUT_OFF));
    }

    @Benchmark
    public int cutOffRecursiveAction() {
        FibAction root = new FibAction(n, Fib.CUT_OFF);
        pool.invoke(root);
        return root.result;
    }

    /** Forks one half and calls the other, without an object for that, as {@link Fib} does. */
    private static final class FibTask extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1L;

        private final int n;
        private final int cutOff;

        FibTask(int n, int cutOff) {
            this.n = n;
            this.cutOff = cutOff;
        }

        @Override
        protected Integer compute() {
            return fib(n, cutOff);
        }

        private static int fib(int n, int cutOff) {
            if (n < cutOff) {
                return Fib.plain(n);
            }
            FibTask left = new FibTask(n - 1, cutOff);
            left.fork();
            int right = fib(n - 2, cutOff);
            return left.join() + right;
        }
    }

    /** As the other, and boxes nothing: its result is a field. */
    private static final class FibAction extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final int n;
        private final int cutOff;
        private int result;

        FibAction(int n, int cutOff) {
            this.n = n;
            this.cutOff = cutOff;
        }

        @Override
        protected void compute() {
            result = fib(n, cutOff);
        }

        private static int fib(int n, int cutOff) {
            if (n < cutOff) {
                return Fib.plain(n);
            }
            FibAction left = new FibAction(n - 1, cutOff);
            left.fork();
            int right = fib(n - 2, cutOff);
            left.join();
            return left.result + right;
        }
    }
}
