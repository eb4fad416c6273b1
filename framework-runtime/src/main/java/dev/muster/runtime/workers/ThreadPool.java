package dev.muster.runtime.workers;

import dev.muster.Priority;
import dev.muster.RefusedException;
import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Work;
import dev.muster.runtime.queue.Refusals;
import dev.muster.runtime.queue.WorkQueue;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of threads, virtual ones where Java has them, with a {@link WorkQueue}.
 *
 * <p>One lock guards all fields. It is never held while a thread is started, a call is run or refused.
 *
 * <ul>
 *   <li>A worker is <em>coming</em> (started or roused, and not yet at the queue), busy, or idle in {@code idle}; all are in
 *       {@code workers}. At most one is coming at a time: {@code coming}. If the queue is not empty, then one is coming, or
 *       none may be added. So threads are started in a chain, each before its predecessor runs its first body: ten thousand
 *       bodies that sleep get ten thousand threads at once, while many short ones are done by the few that are awake.
 *   <li>{@code waiting} counts busy workers that wait for other calls; each lets another thread run, up to {@code MOST_SPARE}.
 *       When they resume there may be more threads than {@code size} for a while; these end with their present work.
 *   <li>{@code shut} only ever turns true; then nothing is queued any more.
 * </ul>
 *
 * <p>Virtual threads are reused as well: the last few that fell idle stay.
 */
public final class ThreadPool implements WorkerPool {
    /** How many threads may be added, beyond the size of the pool, for those that wait for other calls. */
    private static final int MOST_SPARE = 16_384;

    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(30);

    private final String name;
    private final String prefix;
    private final int size;
    private final int queueLimit;
    private final Identity identity;
    private final ThreadFactory threads;
    private final int mostIdle;
    private final @Nullable ClassLoader loader;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final WorkQueue queue = new WorkQueue();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> workers = new HashSet<>();
    private volatile boolean urgent; // for hints to others
    private boolean coming;
    private boolean shut;
    private int waiting;
    private int stale;
    private long named;

    /**
     * A pool without threads yet.
     *
     * @param name the pool, for messages
     * @param prefix the workers are named so, with a hyphen and a number from 1
     * @param size the most threads that run bodies at once
     * @param queueLimit the most works that wait for a thread
     */
    public ThreadPool(String name, String prefix, int size, int queueLimit, Identity identity) {
        this(name, prefix, size, queueLimit, identity, VirtualThreads.factory());
    }

    /** As the other constructor, with threads from a factory of one's own; null for platform threads. */
    public ThreadPool(
            String name, String prefix, int size, int queueLimit, Identity identity, @Nullable ThreadFactory threads) {
        this.name = name;
        this.prefix = prefix;
        this.size = size;
        this.queueLimit = queueLimit;
        this.identity = identity;
        this.threads = threads == null ? PlatformThread::new : threads;
        this.mostIdle =
                threads == null ? Integer.MAX_VALUE : Runtime.getRuntime().availableProcessors();
        this.loader = Thread.currentThread().getContextClassLoader();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Workers kind() {
        return Workers.THREADS;
    }

    @Override
    public int size() {
        return size;
    }

    // ---------------------------------------------------------------- handing over work

    @Override
    public void execute(Work work) {
        execute(work, Priority.NORMAL, null);
    }

    @Override
    public void execute(Work work, int priority, @Nullable Deadline deadline) {
        RefusedException refusal;
        Worker comes = null;
        lock.lock();
        try {
            refusal = refusal(work);
            if (refusal == null) {
                queue.add(work, priority, deadline);
                noteUrgent();
                comes = whoComes();
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            work.refuse(refusal);
        } else if (comes != null) {
            rouse(comes);
        }
    }

    private void noteUrgent() {
        boolean now = queue.isUrgent();
        if (urgent != now) {
            urgent = now;
        }
    }

    private @Nullable RefusedException refusal(Work work) {
        if (shut) {
            return Refusals.ended(work, this, null);
        }
        if (queue.size() >= queueLimit) {
            return Refusals.full(work, this, queueLimit);
        }
        return null;
    }

    /** Who is to come for what is queued, if anybody is needed and may; the caller holds the lock, and rouses it afterwards. */
    private @Nullable Worker whoComes() {
        if (coming || queue.isEmpty()) {
            return null;
        }
        Worker next = idle.pollLast();
        if (next == null) {
            if (workers.size() - Math.min(waiting, MOST_SPARE) >= size) {
                return null;
            }
            next = new Worker(prefix + "-" + ++named);
            workers.add(next);
        }
        coming = true;
        next.isComing = true;
        return next;
    }

    private void rouse(Worker comes) {
        for (Worker next = comes; next != null; ) {
            Thread thread = next.thread;
            if (thread != null) {
                LockSupport.unpark(thread);
                return;
            }
            next = start(next);
        }
    }

    /** Starts a worker's thread; if that fails, says who is to come instead. */
    private @Nullable Worker start(Worker worker) {
        try {
            Thread thread = threads.newThread(worker);
            thread.setName(worker.runner.name());
            thread.setContextClassLoader(loader);
            worker.thread = thread;
            thread.start();
            return null;
        } catch (Throwable failure) { // such as OutOfMemoryError: unable to create native thread
            return startFailed(worker, failure);
        }
    }

    /** Leaves the work to the threads that there are; without any, the first in the queue fails, and the next is tried. */
    private @Nullable Worker startFailed(Worker worker, Throwable failure) {
        Work failed = null;
        Worker instead = null;
        lock.lock();
        try {
            remove(worker);
            coming = false;
            if (workers.size() <= waiting) {
                failed = queue.poll();
                instead = whoComes();
            }
        } finally {
            lock.unlock();
        }
        if (failed != null) {
            failed.refuse(Refusals.noThread(failed, this, failure));
        }
        return instead;
    }

    // ---------------------------------------------------------------- workers

    /** One thread of the pool. Its fields are guarded by the pool's lock, but {@code thread}, which is set once. */
    private final class Worker implements Runnable {
        private final LocalRunner runner;
        private volatile @Nullable Thread thread;
        private boolean isComing;

        Worker(String workerName) {
            this.runner = new LocalRunner(workerName, identity, ThreadPool.this);
        }

        @Override
        public void run() {
            runner.enter();
            try {
                while (runNext()) {
                    // and the next
                }
            } finally {
                runner.leave();
                goes(this);
            }
        }

        /** In a frame of its own, so that an idle thread holds no work that is over. */
        private boolean runNext() {
            Work work = take();
            if (work == null) {
                return false;
            }
            runner.run(work);
            return true;
        }

        /** The next work; waits for it; null if the worker is to end. */
        private @Nullable Work take() {
            for (; ; ) {
                Work work;
                Worker comes = null;
                lock.lock();
                try {
                    arrive();
                    if (isSurplus(this)) {
                        return null;
                    }
                    work = queue.poll();
                    noteUrgent();
                    if (work != null) {
                        comes = whoComes();
                    } else if (shut || idle.size() >= mostIdle) {
                        return null;
                    } else {
                        idle.addLast(this);
                    }
                } finally {
                    lock.unlock();
                }
                if (comes != null) {
                    rouse(comes);
                }
                if (work != null) {
                    return work;
                }
                if (!awaitWork()) {
                    return null;
                }
            }
        }

        private void arrive() {
            if (isComing) {
                isComing = false;
                coming = false;
            }
        }

        /** Parks until roused. False if that takes too long, and the worker is to end. */
        private boolean awaitWork() {
            long until = System.nanoTime() + KEEP_ALIVE;
            for (; ; ) {
                if (mostIdle == Integer.MAX_VALUE) {
                    LockSupport.parkNanos(ThreadPool.this, until - System.nanoTime());
                } else {
                    LockSupport.park(ThreadPool.this);
                }
                Thread.interrupted(); // by whom it may be; no body runs
                lock.lock();
                try {
                    if (isComing || shut) {
                        return true;
                    }
                    if (mostIdle == Integer.MAX_VALUE && System.nanoTime() - until >= 0) {
                        idle.remove(this);
                        return false;
                    }
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private boolean isSurplus(Worker worker) {
        return workers.size() - Math.min(waiting, MOST_SPARE) > size && workers.remove(worker);
    }

    /** A worker's thread ends, in whatever way. */
    private void goes(Worker worker) {
        Worker comes;
        lock.lock();
        try {
            worker.arrive();
            remove(worker);
            comes = whoComes();
        } finally {
            lock.unlock();
        }
        if (comes != null) {
            rouse(comes);
        }
    }

    private void remove(Worker worker) {
        idle.remove(worker);
        workers.remove(worker);
        if (shut && workers.isEmpty()) {
            ended.signalAll();
        }
    }

    @Override
    public void block(ManagedBlocker blocker) throws InterruptedException {
        if (blocker.isReleasable()) {
            return;
        }
        waits(1);
        try {
            WorkerPool.super.block(blocker);
        } finally {
            waits(-1);
        }
    }

    private void waits(int more) {
        Worker comes;
        lock.lock();
        try {
            waiting += more;
            comes = whoComes();
        } finally {
            lock.unlock();
        }
        if (comes != null) {
            rouse(comes);
        }
    }

    /** Drops what will not run from the queue, when that is half of it. */
    @Override
    public void dropped(Call<?> call) {
        lock.lock();
        try {
            if (++stale > 64 && stale > queue.size() / 2) {
                queue.removeIf(work -> work instanceof Call<?> && work.next() == null);
                stale = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    // ---------------------------------------------------------------- watching and ending

    @Override
    public boolean isUrgent() {
        return urgent;
    }

    @Override
    public boolean isIdle() {
        lock.lock();
        try {
            return queue.isEmpty() && idle.size() == workers.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Work> queued(int most) {
        lock.lock();
        try {
            return queue.stream()
                    .filter(work -> !(work instanceof Call<?> && work.next() == null))
                    .limit(most)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void running(Consumer<? super Call<?>> visitor) {
        List<Worker> seen;
        lock.lock();
        try {
            seen = new ArrayList<>(workers);
        } finally {
            lock.unlock();
        }
        for (Worker worker : seen) {
            Call<?> call = worker.runner.call();
            if (call != null) {
                visitor.accept(call);
            }
        }
    }

    @Override
    public void shutdown() {
        for (Work work : shutdownNow()) {
            work.refuse(Refusals.closedBeforeStart(work));
        }
    }

    @Override
    public List<Work> shutdownNow() {
        List<Worker> roused;
        List<Work> left;
        lock.lock();
        try {
            shut = true;
            left = queue.drain();
            roused = new ArrayList<>(idle);
            idle.clear();
            if (workers.isEmpty()) {
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
        roused.forEach(worker -> LockSupport.unpark(worker.thread));
        return left;
    }

    @Override
    public boolean isWorkersThread() {
        return LocalRunner.isOf(this);
    }

    @Override
    public boolean awaitTermination(Duration limit) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(limit);
        lock.lock();
        try {
            while (!(shut && workers.isEmpty())) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "pool '" + name + "' (" + size + (size == 1 ? " thread)" : " threads)");
    }
}
