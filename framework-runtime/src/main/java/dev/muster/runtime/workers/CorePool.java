package dev.muster.runtime.workers;

import dev.muster.RefusedException;
import dev.muster.WorkerStartException;
import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.Work;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker per core with work stealing: a {@link ForkJoinPool} of its own whose tasks are {@link Work}.
 *
 * <p>What a worker submits goes onto its own deque, newest first. A call that its joiner has run itself leaves an entry that
 * has nothing to do; such entries are taken off the top of the joiner's deque as they come up.
 */
public final class CorePool implements WorkerPool {
    /** What a fork-join pool allows. */
    private static final int MOST_THREADS = 32_767;

    private final String name;
    private final String prefix;
    private final int size;
    private final int queueLimit;
    private final Identity identity;
    private final @Nullable ClassLoader loader;
    private final AtomicLong named = new AtomicLong();
    private final Set<CoreThread> threads = ConcurrentHashMap.newKeySet();
    private final Pool pool;

    /**
     * A pool without threads yet.
     *
     * @param name the pool, for messages
     * @param prefix the workers are named so, with a hyphen and a number from 1
     * @param size the number of workers that run bodies at once
     * @param queueLimit the most works that wait for a worker
     */
    public CorePool(String name, String prefix, int size, int queueLimit, Identity identity) {
        this.name = name;
        this.prefix = prefix;
        this.size = Math.min(size, MOST_THREADS);
        this.queueLimit = queueLimit;
        this.identity = identity;
        this.loader = Thread.currentThread().getContextClassLoader();
        this.pool = new Pool(this);
    }

    private static final class Pool extends ForkJoinPool {
        Pool(CorePool owner) {
            super(
                    owner.size,
                    inside -> new CoreThread(inside, owner),
                    null,
                    false,
                    owner.size,
                    MOST_THREADS,
                    owner.size,
                    full -> true,
                    60,
                    TimeUnit.SECONDS);
        }

        List<Work> drain() {
            List<ForkJoinTask<?>> tasks = new ArrayList<>();
            drainTasksTo(tasks);
            List<Work> works = new ArrayList<>();
            for (ForkJoinTask<?> task : tasks) {
                Work left = task instanceof Entry entry ? entry.take() : null;
                if (left != null) {
                    works.add(left);
                }
            }
            return works;
        }
    }

    /** A thread of the pool. */
    private static final class CoreThread extends ForkJoinWorkerThread implements Carrier {
        private final CorePool owner;
        private @Nullable LocalRunner runner;

        CoreThread(ForkJoinPool inside, CorePool owner) {
            super(inside);
            this.owner = owner;
            setName(owner.prefix + "-" + owner.named.incrementAndGet());
            setContextClassLoader(owner.loader);
        }

        @Override
        protected void onStart() {
            new LocalRunner(getName(), owner.identity, owner).enter();
            owner.threads.add(this);
        }

        @Override
        protected void onTermination(@Nullable Throwable failure) {
            owner.threads.remove(this);
        }

        @Override
        public @Nullable LocalRunner runner() {
            return runner;
        }

        @Override
        public void runner(@Nullable LocalRunner theirs) {
            runner = theirs;
        }
    }

    /**
     * Work in a queue of the fork-join pool. Whoever takes it out empties it: the fork-join pool may hold on to entries that
     * are over, and must hold nothing of the user's by that.
     */
    private static final class Entry extends ForkJoinTask<@Nullable Void> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable Work work;

        Entry(Work work) {
            this.work = work;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(@Nullable Void nothing) {
            // has none
        }

        @Override
        @SuppressWarnings("NullAway") // entries run on core threads, which have a runner
        protected boolean exec() {
            Work taken = take();
            if (taken != null) {
                ((CoreThread) Thread.currentThread()).runner.run(taken);
            }
            return true;
        }

        private @Nullable Work take() {
            Work taken = work;
            work = null;
            return taken;
        }

        /** Takes the entries off the top of this worker's deque that have nothing to do. */
        static void prune() {
            while (peekNextLocalTask() instanceof Entry top
                    && top.work instanceof Call<?> call
                    && call.next() == null) {
                ForkJoinTask<?> unused = pollNextLocalTask();
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Workers kind() {
        return Workers.CORES;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void execute(Work work) {
        boolean inside = isWorker();
        if (inside ? ForkJoinTask.getQueuedTaskCount() >= queueLimit : pool.getQueuedSubmissionCount() >= queueLimit) {
            work.refuse(new RefusedException(work.name() + " is refused: the queue of pool '" + name + "' is full: "
                    + queueLimit + " calls wait for its " + size
                    + " workers. Start fewer at a time (mAll and mStream keep a"
                    + " window), or raise Muster.builder().queueLimit(…)."));
            return;
        }
        Entry entry = new Entry(work);
        try {
            if (inside) {
                entry.fork();
            } else {
                pool.execute(entry);
            }
        } catch (RejectedExecutionException ended) {
            work.refuse(new RefusedException(
                    work.name() + " is refused: pool '" + name + "' has ended, because its Muster was closed", ended));
        } catch (Throwable failure) { // such as OutOfMemoryError: unable to create native thread
            startFailed(work, failure);
        }
    }

    /** The entry is queued already: other workers will come by, if there are any. */
    private void startFailed(Work work, Throwable failure) {
        if (threads.isEmpty()) {
            work.refuse(new WorkerStartException(
                    work.name() + ": no thread could be started in pool '" + name + "': " + failure
                            + ". Allow the process more threads or memory, or give the pool fewer workers.",
                    failure));
        }
    }

    private boolean isWorker() {
        return Thread.currentThread() instanceof CoreThread thread && thread.owner == this;
    }

    @Override
    public void block(ManagedBlocker blocker) throws InterruptedException {
        ForkJoinPool.managedBlock(blocker);
    }

    @Override
    public void dropped(Call<?> call) {
        if (isWorker()) {
            Entry.prune();
        }
    }

    @Override
    public boolean isIdle() {
        return pool.isQuiescent() && threads.stream().noneMatch(CorePool::isBusy);
    }

    private static boolean isBusy(CoreThread thread) {
        LocalRunner runner = thread.runner;
        return runner != null && runner.isBusy();
    }

    @Override
    public int queued() {
        return (int) Math.min(Integer.MAX_VALUE, pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount());
    }

    @Override
    public void running(Consumer<? super Call<?>> visitor) {
        for (CoreThread thread : threads) {
            LocalRunner runner = thread.runner;
            Call<?> call = runner == null ? null : runner.call();
            if (call != null) {
                visitor.accept(call);
            }
        }
    }

    @Override
    public void shutdown() {
        for (Work work : shutdownNow()) {
            work.refuse(new RefusedException(work.name() + " is refused: its Muster was closed before it started"));
        }
    }

    @Override
    public List<Work> shutdownNow() {
        pool.shutdown();
        return pool.drain();
    }

    @Override
    public boolean awaitTermination(Duration limit) throws InterruptedException {
        return pool.awaitTermination(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    }

    @Override
    public String toString() {
        return "pool '" + name + "' (" + size + (size == 1 ? " core)" : " cores)");
    }
}
