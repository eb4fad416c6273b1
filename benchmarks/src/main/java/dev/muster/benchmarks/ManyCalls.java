package dev.muster.benchmarks;

import dev.muster.Muster;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** T2 to T4: fan-outs of tiny calls, over a list, over an array, and one by one. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ManyCalls {
    @Param("200000")
    private int size;

    private int[] array;
    private List<Integer> list;
    private List<Callable<Integer>> tasks;
    private Muster muster;
    private TinyDispatcher tiny;
    private ForkJoinPool pool;
    private ExecutorService manyTasks;

    @Setup
    public void open() {
        array = IntStream.range(0, size).toArray();
        list = IntStream.range(0, size).boxed().toList();
        tasks = new ArrayList<>();
        for (int x : array) {
            tasks.add(() -> x * x);
        }
        muster = Muster.open();
        tiny = new TinyDispatcher(new Tiny(), muster);
        pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        manyTasks = Rivals.manyTasks();
    }

    @TearDown
    public void close() {
        muster.close();
        pool.shutdown();
        manyTasks.shutdown();
    }

    @Benchmark
    public List<Integer> listMuster() {
        return tiny.squareAll(list).join();
    }

    @Benchmark
    public List<Integer> listParallelStream() {
        return list.parallelStream().map(x -> x * x).toList();
    }

    @Benchmark
    public Object listInvokeAll() {
        return pool.invokeAll(tasks);
    }

    @Benchmark
    public List<Integer> listMusterOnThreads() {
        return tiny.squareOnThreadAll(list).join();
    }

    @Benchmark
    public Object listInvokeAllOnThreads() throws InterruptedException {
        return manyTasks.invokeAll(tasks);
    }

    @Benchmark
    public int oneByOneMuster() {
        List<Task<Integer>> started = new ArrayList<>(size);
        for (int x : array) {
            started.add(tiny.square(x));
        }
        int sum = 0;
        for (Task<Integer> task : started) {
            sum += task.join();
        }
        return sum;
    }

    @Benchmark
    public int oneByOneForkJoinPool() {
        List<ForkJoinTask<Integer>> started = new ArrayList<>(size);
        for (Callable<Integer> task : tasks) {
            started.add(pool.submit(task));
        }
        int sum = 0;
        for (ForkJoinTask<Integer> task : started) {
            sum += task.join();
        }
        return sum;
    }

    @Benchmark
    public int[] arrayMuster() {
        return tiny.squareArray(array);
    }

    @Benchmark
    public int[] arrayParallelStream() {
        return Arrays.stream(array).parallel().map(x -> x * x).toArray();
    }

    @Benchmark
    public int[] arrayLoop() {
        int[] squares = new int[array.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = array[i] * array[i];
        }
        return squares;
    }

    /** What the machine allows where the caller only waits: a part for each processor, by hand. */
    @Benchmark
    public int[] arrayParts() {
        int[] squares = new int[array.length];
        int parts = pool.getParallelism();
        List<ForkJoinTask<?>> running = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) array.length * part / parts);
            int to = (int) ((long) array.length * (part + 1) / parts);
            running.add(pool.submit(() -> square(squares, from, to)));
        }
        running.forEach(ForkJoinTask::join);
        return squares;
    }

    private void square(int[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] = array[i] * array[i];
        }
    }
}
