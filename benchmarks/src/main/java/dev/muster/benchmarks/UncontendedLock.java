package dev.muster.benchmarks;

import dev.muster.Muster;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** G1: a blocking call that holds a lock which nobody else wants, against a lock in try and finally. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UncontendedLock {
    private final Held held = new Held();
    private final ReentrantLock lock = new ReentrantLock();
    private Muster muster;
    private HeldDispatcher calls;
    private long count;

    @Setup
    public void open() {
        muster = Muster.open();
        calls = new HeldDispatcher(held, muster);
    }

    @TearDown
    public void close() {
        muster.close();
    }

    @Benchmark
    public long muster() {
        return calls.increment();
    }

    @Benchmark
    public long reentrantLock() {
        lock.lock();
        try {
            return ++count;
        } finally {
            lock.unlock();
        }
    }
}
