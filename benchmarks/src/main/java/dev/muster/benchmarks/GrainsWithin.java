package dev.muster.benchmarks;

import dev.muster.Muster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** T5: fan-outs within the bodies of a fan-out, and fan-outs of several callers at once. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GrainsWithin {
    private static final int FAN_OUTS = 8;
    private static final double FAN_OUT_MICROS = 2_500;

    @Param("1")
    private double micros;

    @Param("700")
    private int stepsPerMicro;

    private List<Integer> inputs;
    private List<List<Integer>> outer;
    private Muster muster;
    private TinyDispatcher tiny;
    private WithinDispatcher within;
    private ExecutorService callers;

    @Setup
    public void open() {
        inputs = Collections.nCopies((int) (FAN_OUT_MICROS / micros), (int) (micros * stepsPerMicro));
        outer = Collections.nCopies(FAN_OUTS, inputs);
        muster = Muster.open();
        tiny = new TinyDispatcher(new Tiny(), muster);
        within = new WithinDispatcher(new Within(tiny), muster);
        callers = Rivals.fixed(FAN_OUTS);
    }

    @TearDown
    public void close() {
        muster.close();
        callers.shutdown();
    }

    @Benchmark
    public List<Integer> nestedMuster() {
        return within.burnEachAll(outer).join();
    }

    @Benchmark
    public List<Integer> nestedParallelStream() {
        return outer.parallelStream().map(this::streamed).toList();
    }

    @Benchmark
    public List<Integer> callersMuster() {
        return called(() -> tiny.burnAll(inputs).join().size());
    }

    @Benchmark
    public List<Integer> callersParallelStream() {
        return called(() -> streamed(inputs));
    }

    private int streamed(List<Integer> inner) {
        return inner.parallelStream().map(Burn::burn).toList().size();
    }

    private List<Integer> called(Supplier<Integer> fanOut) {
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < FAN_OUTS; i++) {
            running.add(callers.submit(fanOut::get));
        }
        return running.stream().map(Rivals::joined).toList();
    }
}
