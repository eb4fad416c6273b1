package dev.muster.benchmarks;

import dev.muster.Muster;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
    private static final ThreadLocal<Object> RUNNER = new ThreadLocal<>();
    private static final ThreadLocal<long[]> OWNER = ThreadLocal.withInitial(() -> new long[1]);
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(UncontendedLock.class, "word", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Held held = new Held();
    private final ReentrantLock lock = new ReentrantLock();
    private Muster muster;
    private HeldDispatcher calls;
    private long count;

    @SuppressWarnings("unused") // through WORD
    private volatile int word;

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

    /** What any lock takes that belongs to a call or a thread: who is here, and a word taken and given back. No more: not reentrant. */
    @Benchmark
    public long lookUpsAndTwoSteps() {
        long[] owner = OWNER.get();
        if (RUNNER.get() != null || owner[0] != 0 || !WORD.compareAndSet(this, 0, 1)) {
            throw new IllegalStateException("taken");
        }
        owner[0] = 1;
        try {
            return ++count;
        } finally {
            owner[0] = 0;
            WORD.getAndSet(this, 0);
        }
    }
}
