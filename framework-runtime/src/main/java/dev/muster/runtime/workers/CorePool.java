package dev.muster.runtime.workers;

import dev.muster.Priority;
import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Work;
import dev.muster.runtime.queue.Refusals;
import dev.muster.runtime.queue.WorkQueue;
import dev.muster.spi.WorkerPool;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker per core with work stealing: a {@link ForkJoinPool} of its own whose tasks are {@link Work}.
 *
 * <p>What a worker submits goes onto its own deque, newest first. A joiner that runs a call itself takes its entry out before, if
 * that is on top of the joiner's deque. Otherwise an entry stays that has nothing to do; such entries are taken off the top as they
 * come up.
 *
 * <p>Where a body does fork-join work of its own, the fork-join pool may bring an entry to it. That is run on top of the body if it
 * is of a call that the body has started, or that such a call has. Anything else is <em>passed on</em>, and the body waits until
 * another worker has it: foreign work might want what the body holds.
 *
 * <p>Work with a priority or a deadline waits in {@code ranked}, beside the fork-join pool, which only gets a <em>token</em> for it:
 * an entry that makes some worker come. Instead of an entry, which goes back, a worker runs what is urgent there, and after each what is
 * left if the fork-join pool has nothing else. {@code rankedSize} is set before the token is queued, and an entry counts as queued
 * until somebody has taken it, who looks at the ranked work afterwards or, since a body may last, and wait for just that, leaves a
 * token for it before he runs one: so whoever sees another entry and leaves the ranked work to it can rely on that. {@code tokens} counts the
 * tokens that are queued; it is raised before and lowered after, so that no token is ever taken for other work.
 *
 * <p>{@code room} is for how many submissions from outside there is room at least: the queues are counted, which brings what workers
 * have written there, only when so many have come as there was room for then.
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
    private final WorkQueue ranked = new WorkQueue(); // guarded by its own monitor
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger room = new AtomicInteger();
    private volatile int rankedSize;
    private volatile boolean urgent;
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

        List<Work> drain(CorePool owner) {
            List<ForkJoinTask<?>> tasks = new ArrayList<>();
            drainTasksTo(tasks);
            List<Work> works = new ArrayList<>();
            for (ForkJoinTask<?> task : tasks) {
                if (task instanceof Entry entry) {
                    entry.comesOut(owner);
                    Work left = entry.take();
                    if (left != null) {
                        works.add(left);
                    }
                }
            }
            return works;
        }
    }

    /** A thread of the pool. */
    static final class CoreThread extends ForkJoinWorkerThread implements Carrier {
        private final CorePool owner;
        private final Numbers.Taken numbers = new Numbers.Taken();
        private @Nullable LocalRunner runner;
        private int room; // in its deque at least, as in CorePool.room
        private boolean hasBuried; // its deque may hold an entry that has nothing to do

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

        Numbers.Taken numbers() {
            return numbers;
        }

        private boolean isFull() {
            if (room-- > 0) {
                return false;
            }
            int left = owner.queueLimit - ForkJoinTask.getQueuedTaskCount();
            room = left - 1;
            return left <= 0;
        }

        private void drop(Call<?> call) {
            if (!Entry.takeOff(call)) {
                hasBuried = true;
            }
            if (hasBuried) {
                hasBuried = Entry.prune();
            }
            owner.leaveRanked();
        }

        @SuppressWarnings("NullAway") // has a runner, since a body of its runs
        private void passOn(Entry entry) {
            Passed passed = new Passed(entry);
            ForkJoinTask<?> unused = passed.fork();
            runner.blockWhateverHappens("a worker that takes over what its fork-join work has met", passed);
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
    private static class Entry extends ForkJoinTask<@Nullable Void> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable Work work;

        /** An entry for a work; for none if it is a token. */
        Entry(@Nullable Work work) {
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
            CoreThread thread = (CoreThread) Thread.currentThread();
            if (!thread.runner.isBusy()) {
                runAlone(thread.owner, thread.runner);
            } else if (work instanceof Call<?> call && thread.runner.mayRunOnTop(call)) {
                take();
                thread.owner.run(call, thread.runner);
            } else {
                thread.passOn(this);
            }
            return true;
        }

        void runAlone(CorePool owner, LocalRunner runner) {
            comesOut(owner);
            Work next = owner.urgentWork();
            if (next == null) {
                next = take();
            } else {
                goBack();
            }
            if (next != null) {
                owner.run(next, runner);
            }
            owner.runRest(runner);
        }

        /** Something else comes first, which may wait for what is in here. */
        private void goBack() {
            Work taken = take();
            if (taken != null) {
                ForkJoinTask<?> unused = new Entry(taken).fork();
            }
        }

        void comesOut(CorePool owner) {}

        @Nullable
        Work take() {
            Work taken = work;
            work = null;
            return taken;
        }

        /** Takes this call's entry off the top of this worker's deque, if it is there. */
        static boolean takeOff(Call<?> call) {
            if (peekNextLocalTask() instanceof Entry top && top.work == call) {
                ForkJoinTask<?> unused = pollNextLocalTask();
                return true;
            }
            return false;
        }

        /** Takes the entries off the top of this worker's deque that have nothing to do. Whether the deque is not empty then. */
        static boolean prune() {
            ForkJoinTask<?> top = peekNextLocalTask();
            while (top instanceof Entry entry && entry.work instanceof Call<?> call && call.next() == null) {
                ForkJoinTask<?> unused = pollNextLocalTask();
                top = peekNextLocalTask();
            }
            return top != null;
        }
    }

    /**
     * An entry that has come to a worker within a body, which it is no business of: another worker is to have it. The body waits
     * until one does, so that there is one.
     */
    private static final class Passed extends Entry implements ManagedBlocker {
        private static final long serialVersionUID = 1L;

        private final Entry entry;
        private final transient CountDownLatch taken = new CountDownLatch(1);

        Passed(Entry entry) {
            super(null);
            this.entry = entry;
        }

        @Override
        void runAlone(CorePool owner, LocalRunner runner) {
            taken.countDown();
            entry.runAlone(owner, runner);
        }

        @Override
        @Nullable
        Work take() {
            taken.countDown();
            return entry.take();
        }

        @Override
        public boolean block() throws InterruptedException {
            taken.await();
            return true;
        }

        @Override
        public boolean isReleasable() {
            return taken.getCount() == 0;
        }
    }

    /** An entry for some ranked work. */
    private static final class Token extends Entry {
        private static final long serialVersionUID = 1L;

        Token() {
            super(null);
        }

        @Override
        void comesOut(CorePool owner) {
            owner.tokens.getAndDecrement();
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
        CoreThread worker = worker();
        if (isFull(worker)) {
            work.refuse(Refusals.full(work, this, queueLimit));
        } else {
            submit(new Entry(work), work, worker);
        }
    }

    /** What a worker starts itself and is of normal priority goes onto its own deque, like all that it starts. */
    @Override
    public void execute(Work work, int priority, @Nullable Deadline deadline) {
        CoreThread worker = worker();
        if (priority == Priority.NORMAL && (worker != null || deadline == null)) {
            execute(work);
        } else if (isFull(worker)) {
            work.refuse(Refusals.full(work, this, queueLimit));
        } else {
            rank(work, priority, deadline);
            submit(new Token(), work, worker);
        }
    }

    private boolean isFull(@Nullable CoreThread worker) {
        if (worker != null) {
            return worker.isFull();
        }
        if (room.getAndDecrement() > 0) {
            return false;
        }
        int left = queueLimit - pool.getQueuedSubmissionCount() - Math.max(0, rankedSize - tokens.get());
        room.set(left - 1);
        return left <= 0;
    }

    private void submit(Entry entry, Work work, @Nullable CoreThread worker) {
        try {
            if (worker != null) {
                entry.fork();
            } else {
                pool.execute(entry);
            }
        } catch (RejectedExecutionException ended) {
            work.refuse(Refusals.ended(work, this, ended));
        } catch (Throwable failure) { // such as OutOfMemoryError: unable to create native thread
            startFailed(failure);
        }
    }

    /**
     * What is queued is for other workers to come by, if there are any. Else it fails: the fork-join pool starts a worker only
     * for what comes into an empty queue, so that nobody would come for what is queued later either.
     */
    private void startFailed(Throwable failure) {
        if (threads.isEmpty()) {
            takeQueued().forEach(work -> work.refuse(Refusals.noThread(work, this, failure)));
        }
    }

    private List<Work> takeQueued() {
        List<Work> left = pool.drain(this);
        synchronized (ranked) {
            left.addAll(ranked.drain());
            noteRanked();
        }
        return left;
    }

    // ---------------------------------------------------------------- work with a priority or a deadline

    private void rank(Work work, int priority, @Nullable Deadline deadline) {
        tokens.getAndIncrement();
        synchronized (ranked) {
            ranked.add(work, priority, deadline);
            noteRanked();
        }
    }

    private void noteRanked() {
        rankedSize = ranked.size();
        urgent = ranked.isUrgent();
    }

    /** What may have become urgent by waiting, or null. */
    private @Nullable Work urgentWork() {
        return rankedSize > 0 ? nextRanked(true) : null;
    }

    /** Runs what this worker has taken out of a queue. A body may wait for anything, so for ranked work somebody else comes first. */
    private void run(Work taken, LocalRunner runner) {
        leaveRanked();
        runner.run(taken);
    }

    private void runRest(LocalRunner runner) {
        while (rankedSize > 0 && entries() - tokens.get() <= 0) {
            Work next = nextRanked(false);
            if (next == null) {
                return;
            }
            run(next, runner);
        }
    }

    /** This worker has taken an entry and will not look at the ranked work for now: if nothing is queued, somebody else is to come. */
    private void leaveRanked() {
        if (rankedSize == 0) {
            return;
        }
        VarHandle.fullFence(); // of two who take the last two entries, one sees what the other has taken
        if (entries() == 0) {
            tokens.getAndIncrement();
            ForkJoinTask<?> unused = new Token().fork();
        }
    }

    private long entries() {
        return pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount();
    }

    private @Nullable Work nextRanked(boolean onlyUrgent) {
        synchronized (ranked) {
            Work next = onlyUrgent ? ranked.pollUrgent() : ranked.poll();
            noteRanked();
            return next;
        }
    }

    @Override
    public boolean isUrgent() {
        return urgent;
    }

    /** This thread, if it is one of this pool. */
    private @Nullable CoreThread worker() {
        return Thread.currentThread() instanceof CoreThread thread && thread.owner == this ? thread : null;
    }

    @Override
    public void block(ManagedBlocker blocker) throws InterruptedException {
        ForkJoinPool.managedBlock(blocker);
    }

    @Override
    public void dropped(Call<?> call) {
        CoreThread worker = worker();
        if (worker != null) {
            worker.drop(call);
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
        long works = Math.max(0, entries() - tokens.get()) + rankedSize;
        return (int) Math.min(Integer.MAX_VALUE, works);
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
            work.refuse(Refusals.closedBeforeStart(work));
        }
    }

    @Override
    public List<Work> shutdownNow() {
        pool.shutdown();
        return takeQueued();
    }

    @Override
    public boolean isWorkersThread() {
        return LocalRunner.isOf(this);
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
