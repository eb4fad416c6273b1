package dev.muster.benchmarks;

import dev.muster.Muster;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call under a lock that nobody else wants: built in, and as a policy around it; blocking, and as a task that is joined. In no
 * row: the figures are those of ADR 0012.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyCost {
    private Muster muster;
    private LockedCounterDispatcher calls;

    @Setup
    public void open() {
        muster = Muster.open();
        calls = new LockedCounterDispatcher(new LockedCounter(), muster);
    }

    @TearDown
    public void close() {
        muster.close();
    }

    @Benchmark
    public long builtIn() {
        return calls.builtIn();
    }

    @Benchmark
    public long policy() {
        return calls.policy();
    }

    @Benchmark
    public long builtInTask() {
        return calls.builtInTask().join();
    }

    @Benchmark
    public long policyTask() {
        return calls.policyTask().join();
    }
}
