package dev.muster.benchmarks;

import dev.muster.Muster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** G5: items that cross a bounded buffer from producers to as many consumers, against a lock with two conditions by hand. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BoundedBuffer {
    private static final int ITEMS = 20_000;

    @Param("1")
    private int pairs;

    @Param("16")
    private int capacity;

    private Muster muster;
    private BufferDispatcher guarded;
    private ByHand byHand;
    private ByHand fairByHand;
    private ExecutorService threads;

    @Setup
    public void open() {
        muster = Muster.open();
        guarded = new BufferDispatcher(new Buffer(capacity), muster);
        byHand = new ByHand(capacity, false);
        fairByHand = new ByHand(capacity, true);
        threads = Rivals.fixed(2 * pairs);
    }

    @TearDown
    public void close() {
        muster.close();
        threads.shutdown();
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long muster() {
        return cross(guarded::put, guarded::take);
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long twoConditions() {
        return cross(byHand::put, byHand::take);
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long twoConditionsFair() {
        return cross(fairByHand::put, fairByHand::take);
    }

    private interface Put {
        void put(long item) throws InterruptedException;
    }

    private interface Take {
        long take() throws InterruptedException;
    }

    private long cross(Put to, Take from) {
        List<Future<Long>> sides = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            sides.add(threads.submit(() -> putAll(to)));
            sides.add(threads.submit(() -> takeAll(from)));
        }
        return sides.stream().mapToLong(Rivals::joined).sum();
    }

    private long putAll(Put to) throws InterruptedException {
        for (int i = 0; i < ITEMS / pairs; i++) {
            to.put(i);
        }
        return 0;
    }

    private long takeAll(Take from) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < ITEMS / pairs; i++) {
            sum += from.take();
        }
        return sum;
    }

    private static final class ByHand {
        private final long[] items;
        private final ReentrantLock lock;
        private final Condition hasRoom;
        private final Condition hasItem;
        private int putAt;
        private int takeAt;
        private int count;

        ByHand(int capacity, boolean fair) {
            items = new long[capacity];
            lock = new ReentrantLock(fair);
            hasRoom = lock.newCondition();
            hasItem = lock.newCondition();
        }

        void put(long item) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (count == items.length) {
                    hasRoom.await();
                }
                items[putAt] = item;
                putAt = putAt + 1 == items.length ? 0 : putAt + 1;
                count++;
                hasItem.signal();
            } finally {
                lock.unlock();
            }
        }

        long take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (count == 0) {
                    hasItem.await();
                }
                long item = items[takeAt];
                takeAt = takeAt + 1 == items.length ? 0 : takeAt + 1;
                count--;
                hasRoom.signal();
                return item;
            } finally {
                lock.unlock();
            }
        }
    }
}
