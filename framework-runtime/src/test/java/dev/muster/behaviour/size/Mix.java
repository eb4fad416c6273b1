package dev.muster.behaviour.size;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Key;
import dev.muster.Mode;
import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Timeout;
import dev.muster.Workers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Claims of all kinds, and what must be so in a body that has them. */
final class Mix {
    static final int KEYS = 8;
    static final int PERMITS = 3;

    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger writers = new AtomicInteger();
    private final AtomicInteger inB = new AtomicInteger();
    private final AtomicInteger permitsOut = new AtomicInteger();
    private final AtomicIntegerArray keysOut = new AtomicIntegerArray(KEYS);
    private final AtomicInteger bodies = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private boolean open;

    /** What a body does, within its claims. */
    interface Job {
        void run() throws Exception;
    }

    @Parallel
    @Guarded({"b", "a"})
    void both(Job job) throws Exception {
        within(writers, 1, () -> within(inB, 1, job));
    }

    @Parallel
    @Guarded(value = "a", mode = Mode.SHARED)
    @Permits(value = PERMITS, of = "permits", take = 2)
    void readWithTwo(Job job) throws Exception {
        take(2, () -> read(job));
    }

    @Parallel(on = Workers.CORES, workers = 2)
    @Guarded("k")
    @Permits(value = PERMITS, of = "permits")
    void keys(@Key("k") int one, @Key("k") int other, Job job) throws Exception {
        take(
                1,
                () -> hold(one, () -> {
                    if (one == other) {
                        job.run();
                    } else {
                        hold(other, job);
                    }
                }));
    }

    @Parallel
    @Guarded("b")
    @AwaitCondition("isOpen")
    void whenOpen(Job job) throws Exception {
        within(inB, 1, () -> {
            open = false;
            job.run();
        });
    }

    boolean isOpen() {
        return open;
    }

    @Parallel
    @Guarded("b")
    void openUp() throws Exception {
        within(inB, 1, () -> open = true);
    }

    @Parallel
    @Guarded("k")
    @Guarded(value = "a", mode = Mode.SHARED)
    @Timeout(waiting = "2ms")
    void impatient(@Key("k") int key, Job job) throws Exception {
        hold(key, () -> read(job));
    }

    @Guarded({"a", "b"})
    @Permits(value = PERMITS, of = "permits", take = 3)
    void all(Job job) throws Exception {
        take(3, () -> within(writers, 1, () -> within(inB, 1, job)));
    }

    private void read(Job job) throws Exception {
        readers.getAndIncrement();
        require(writers.get() == 0);
        try {
            job.run();
        } finally {
            readers.getAndDecrement();
        }
    }

    private void take(int permits, Job job) throws Exception {
        within(permitsOut, permits, PERMITS, job);
    }

    private void within(AtomicInteger count, int most, Job job) throws Exception {
        within(count, 1, most, job);
    }

    private void within(AtomicInteger count, int more, int most, Job job) throws Exception {
        require(count.addAndGet(more) <= most);
        require(count != writers || readers.get() == 0);
        bodies.getAndIncrement();
        try {
            job.run();
        } finally {
            count.addAndGet(-more);
        }
    }

    private void hold(int key, Job job) throws Exception {
        require(keysOut.incrementAndGet(key) == 1);
        try {
            job.run();
        } finally {
            keysOut.decrementAndGet(key);
        }
    }

    private void require(boolean so) {
        if (!so) {
            wrong.getAndIncrement();
        }
    }

    int bodies() {
        return bodies.get();
    }

    int wrong() {
        return wrong.get();
    }
}
