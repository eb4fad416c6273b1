package dev.muster.benchmarks;

import dev.muster.Muster;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * T5: a fan-out of calls of a mean cost, which is even, uneven (one in 64 costs 65 times as much as the others), rising from
 * nothing, falling to nothing, early or late (all in the first or the last tenth, and next to nothing elsewhere), tailed (a few
 * cost hundreds of times what most do, in no order), even but for a giant that costs a quarter of all (two thirds of the way, or
 * as the last) or a pair of such next to each other, in bursts (every fourth fortieth of the calls costs nearly all), or even but
 * for one call in a thousand that sleeps a millisecond; or a fan-out of a few such calls.
 *
 * <p>The rivals that take chunks know the mean cost and choose their chunks by it; Muster is told nothing.
 *
 * <p>Each side first does many fan-outs of a few tiny calls: the code at their beginning and end runs a hundred times a second here, and
 * would be interpreted for the minute that a process takes to get warm.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Grains {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int MANY_THREADS = 64;

    /** A chunk by hand is to last so long. */
    private static final double CHUNK_MICROS = 10;

    private static final double TOTAL_MICROS = 20_000;
    private static final int FEW_CALLS = 8;
    private static final int TINY_STEPS = 10;

    @Param("1")
    private double micros;

    @Param("even")
    private String mix;

    /** So many calls; 0 for as many as take a certain time altogether. */
    @Param("0")
    private int few;

    @Param("700")
    private int stepsPerMicro;

    @Param("0")
    private int fanOutsFirst;

    private List<Integer> inputs;
    private List<Callable<Integer>> tasks;
    private int chunk;
    private Muster muster;
    private TinyDispatcher tiny;
    private ForkJoinPool pool;
    private ExecutorService threads;
    private ExecutorService manyThreads;
    private ExecutorService perTask;

    @Setup
    public void open(BenchmarkParams side) throws ReflectiveOperationException {
        chunk = (int) Math.max(1, CHUNK_MICROS / micros);
        muster = Muster.open();
        tiny = new TinyDispatcher(new Tiny(), muster);
        pool = new ForkJoinPool(CORES);
        threads = Rivals.fixed(CORES);
        manyThreads = Rivals.fixed(MANY_THREADS);
        perTask = Rivals.manyTasks();
        compileBeginningAndEnd(side.getBenchmark());
        int calls = few > 0 ? few : (int) Math.max(64, TOTAL_MICROS / micros);
        take(IntStream.range(0, calls).map(index -> (int) steps(index, calls, micros * stepsPerMicro)));
    }

    private void take(IntStream steps) {
        inputs = steps.boxed().toList();
        tasks = new ArrayList<>();
        inputs.forEach(each -> tasks.add(() -> Burn.burn(each)));
    }

    private void compileBeginningAndEnd(String benchmark) throws ReflectiveOperationException {
        Method fanOut = Grains.class.getMethod(benchmark.substring(benchmark.lastIndexOf('.') + 1));
        take(IntStream.generate(() -> TINY_STEPS).limit(FEW_CALLS));
        for (int i = 0; i < fanOutsFirst; i++) {
            fanOut.invoke(this);
        }
    }

    private double steps(int index, int calls, double mean) {
        return switch (mix) {
            case "even" -> mean;
            case "uneven" -> index % 64 == 63 ? mean * 65 / 2 : mean / 2;
            case "rising" -> mean * 2 * index / calls;
            case "falling" -> mean * 2 * (calls - index) / calls;
            case "late" -> index * 10L >= calls * 9L ? mean * 10 : mean / 100;
            case "early" -> index * 10L < calls ? mean * 10 : mean / 100;
            case "tailed" -> Math.min(mean * 1_000, mean / 3 / Math.pow(portion(index), 2.0 / 3));
            case "giant" -> index == calls * 2 / 3 ? mean * calls / 4 : mean * 3 / 4;
            case "last" -> index == calls - 1 ? mean * calls / 4 : mean * 3 / 4;
            case "pair" -> index / 2 == calls / 5 ? mean * calls / 4 : mean / 2;
            case "bursts" -> index * 40L / calls % 4 == 0 ? mean * 3.7 : mean * 0.1;
            case "sleepy" -> index % 1000 == 500 ? Burn.SLEEP : mean;
            default -> throw new IllegalArgumentException(mix);
        };
    }

    /** A number above 0, at most 1, the same for an index in every run. */
    private static double portion(int index) {
        return 1 - new SplittableRandom(index).nextDouble();
    }

    @TearDown
    public void close() {
        muster.close();
        pool.shutdown();
        threads.shutdown();
        manyThreads.shutdown();
        perTask.shutdown();
    }

    @Benchmark
    public List<Integer> musterOnCores() {
        return tiny.burnAll(inputs).join();
    }

    @Benchmark
    public List<Integer> musterOnThreads() {
        return tiny.burnOnThreadAll(inputs).join();
    }

    @Benchmark
    public List<Integer> parallelStream() {
        return inputs.parallelStream().map(Burn::burn).toList();
    }

    @Benchmark
    public Object invokeAll() {
        return pool.invokeAll(tasks);
    }

    @Benchmark
    public Object invokeAllOnThreadPerTask() throws InterruptedException {
        return perTask.invokeAll(tasks);
    }

    /** Halves until a chunk is left. */
    @Benchmark
    public List<Integer> recursiveHalves() {
        Integer[] results = new Integer[inputs.size()];
        pool.invoke(new Halves(results, 0, results.length));
        return Arrays.asList(results);
    }

    /** A thread per core takes the next chunk from a counter. */
    @Benchmark
    public List<Integer> chunksFromCounter() {
        return chunksFromCounter(threads, CORES);
    }

    /** As before, with threads enough that some may sleep. */
    @Benchmark
    public List<Integer> chunksFromCounterByMany() {
        return chunksFromCounter(manyThreads, MANY_THREADS);
    }

    private List<Integer> chunksFromCounter(ExecutorService executor, int workers) {
        Integer[] results = new Integer[inputs.size()];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            running.add(executor.submit(() -> takeChunks(next, results)));
        }
        running.forEach(Rivals::joined);
        return Arrays.asList(results);
    }

    private void takeChunks(AtomicInteger next, Integer[] results) {
        for (int from = next.getAndAdd(chunk); from < results.length; from = next.getAndAdd(chunk)) {
            burn(results, from, Math.min(results.length, from + chunk));
        }
    }

    private void burn(Integer[] results, int from, int to) {
        for (int i = from; i < to; i++) {
            results[i] = Burn.burn(inputs.get(i));
        }
    }

    private final class Halves extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient Integer[] results;
        private final int from;
        private final int to;

        Halves(Integer[] results, int from, int to) {
            this.results = results;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from <= chunk) {
                burn(results, from, to);
                return;
            }
            int middle = (from + to) >>> 1;
            Halves right = new Halves(results, middle, to);
            right.fork();
            new Halves(results, from, middle).compute();
            right.join();
        }
    }
}
