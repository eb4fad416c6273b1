package dev.muster.benchmarks;

import com.google.common.util.concurrent.Striped;
import dev.muster.Muster;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * G2 and G3: eight callers on one lock, on four permits, on a table that nine of ten read, and on two of 1,000 keys; against the
 * fair classes of {@code java.util.concurrent}, locks that are sorted by hand, and Guava's stripes.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() first
@State(Scope.Benchmark)
@Threads(8)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ContendedResources {
    private static final int KEYS = 1_000;

    private final Held held = new Held();
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Semaphore permits = new Semaphore(4, true);
    private final ReentrantReadWriteLock table = new ReentrantReadWriteLock(true);
    private final ReentrantLock[] accounts =
            IntStream.range(0, KEYS).mapToObj(key -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    private final ConcurrentHashMap<Integer, ReentrantLock> known = new ConcurrentHashMap<>();
    private final Striped<Lock> stripes = Striped.lock(KEYS);
    private Muster muster;
    private HeldDispatcher calls;

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
    public long lockMuster() {
        return calls.increment();
    }

    @Benchmark
    public long lockFair() {
        lock.lock();
        try {
            return held.increment();
        } finally {
            lock.unlock();
        }
    }

    @Benchmark
    public int permitsMuster() {
        return calls.permitted(7);
    }

    @Benchmark
    public int permitsFair() throws InterruptedException {
        permits.acquire();
        try {
            return held.permitted(7);
        } finally {
            permits.release();
        }
    }

    @Benchmark
    public long tableMuster() {
        return isRead() ? calls.read() : calls.write();
    }

    @Benchmark
    public long tableFair() {
        if (isRead()) {
            table.readLock().lock();
            try {
                return held.read();
            } finally {
                table.readLock().unlock();
            }
        }
        table.writeLock().lock();
        try {
            return held.write();
        } finally {
            table.writeLock().unlock();
        }
    }

    private static boolean isRead() {
        return ThreadLocalRandom.current().nextInt(10) > 0;
    }

    @Benchmark
    public int keysMuster() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return calls.transfer(random.nextInt(KEYS), random.nextInt(KEYS));
    }

    @Benchmark
    public int keysSortedByHand() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int from = random.nextInt(KEYS);
        int to = random.nextInt(KEYS);
        return transferLocked(from, to, accounts[Math.min(from, to)], accounts[Math.max(from, to)]);
    }

    /** As the other, for keys that are not known beforehand, and are no indexes. */
    @Benchmark
    public int keysLookedUpByHand() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int from = random.nextInt(KEYS);
        int to = random.nextInt(KEYS);
        return transferLocked(from, to, lockOf(Math.min(from, to)), lockOf(Math.max(from, to)));
    }

    private ReentrantLock lockOf(Integer key) {
        ReentrantLock lock = known.get(key);
        return lock != null ? lock : known.computeIfAbsent(key, any -> new ReentrantLock());
    }

    private int transferLocked(int from, int to, ReentrantLock first, ReentrantLock second) {
        first.lock();
        try {
            second.lock();
            try {
                return held.transfer(from, to);
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }

    @Benchmark
    public int keysStriped() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int from = random.nextInt(KEYS);
        int to = random.nextInt(KEYS);
        Iterable<Lock> locks = stripes.bulkGet(List.of(from, to));
        locks.forEach(Lock::lock);
        try {
            return held.transfer(from, to);
        } finally {
            locks.forEach(Lock::unlock);
        }
    }
}
