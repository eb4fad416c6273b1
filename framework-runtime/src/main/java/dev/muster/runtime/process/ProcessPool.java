package dev.muster.runtime.process;

import dev.muster.MusterException;
import dev.muster.Priority;
import dev.muster.ProcessOptions;
import dev.muster.RefusedException;
import dev.muster.WorkerStartException;
import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Work;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.protocol.AskDesk;
import dev.muster.runtime.queue.Refusals;
import dev.muster.runtime.queue.WorkQueue;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pool of child processes, started when there is work for them and kept warm for a while, and the queue before them.
 *
 * <h2>States</h2>
 *
 * <pre>
 *   OPEN ──shutdown──▶ STOPPING ──the last worker has left──▶ CLEANING ──▶ TERMINATED
 * </pre>
 *
 * All fields that change are guarded by {@code lock}, under which nothing but fields is touched: no I/O, no call, no work. Who
 * the workers are, and which of them gets what, the {@link Crew} knows. What calls hold changes without the pool's knowing, so it
 * looks again whether the crew is stuck while all wait and something is queued.
 */
public final class ProcessPool implements WorkerPool {
    private static final String CLOSING = "its pool closes";
    private static final String NO_THREAD =
            "no thread could be started to serve a child process. Allow this process more threads or memory.";
    private static final long SLOW_NANOS = 5_000_000;
    private static final long GROWTH_PAUSE_NANOS = 1_000_000;
    private static final long ALL_WAIT_NANOS = 50_000_000;

    /** How long busy children outlive the beginning of the process's end, for somebody to close the runtime. */
    private static final long CLOSER_MILLIS = 250;

    /** Bears arguments and results that are nested as deep as the wire allows. */
    private static final long WORKER_STACK = 4 * 1024 * 1024;

    private final String name;
    private final int size;
    private final int queueLimit;
    private final ProcessOptions options;
    private final Family family;
    private final Watch watch;
    private final Watch.Round growth;
    private final Watch.Round growthWhileAllWait;
    private final Watch.Round recalls;
    private final Watch.Round looks;
    private final AtomicBoolean isStoppingNow = new AtomicBoolean();
    private final CountDownLatch draining = new CountDownLatch(1);
    private final Nursery nursery;
    private final CrashLoop crashLoop;
    private final LongAdder droppedAnswers = new LongAdder();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private final Condition terminated = lock.newCondition();
    private final WorkQueue queue = new WorkQueue();
    private final Starts starts = new Starts();
    private final Crew crew;
    private int dropped;
    private State state = State.OPEN;
    private @Nullable WorkerStartException broken;

    private enum State {
        OPEN,
        STOPPING,
        CLEANING,
        TERMINATED
    }

    /**
     * A pool without workers yet, but for those that are to be started ahead.
     *
     * @param family the family of the runtime that the pool belongs to
     */
    public ProcessPool(String name, int size, int queueLimit, ProcessOptions options, Family family) {
        this.name = name;
        this.size = size;
        this.queueLimit = queueLimit;
        this.options = options;
        this.family = family;
        this.crew = new Crew(size, queue, lock);
        this.watch = new Watch(name);
        this.growth = watch.round(this::grow);
        this.growthWhileAllWait = watch.round(this::grow);
        this.recalls = watch.round(this::recallSlow);
        this.looks = watch.round(this::look);
        this.crashLoop = new CrashLoop(name);
        this.nursery = new Nursery(options, family, name, watch.clock(), this::exit);
        if (family.isRoot() && options.prestart() > 0) {
            soon(this::startAhead);
        }
    }

    private void startAhead() {
        List<Worker> started = new ArrayList<>();
        lock.lock();
        try {
            while (state == State.OPEN && crew.size() < Math.min(size, options.prestart())) {
                started.add(crew.hire(new Worker(this, false, true)));
            }
        } finally {
            lock.unlock();
        }
        started.forEach(this::startThread);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Workers kind() {
        return Workers.PROCESSES;
    }

    @Override
    public int size() {
        return size;
    }

    // ---------------------------------------------------------------- accepting work

    @Override
    public void execute(Work work) {
        execute(work, Priority.NORMAL, null);
    }

    @Override
    public void execute(Work work, int priority, @Nullable Deadline deadline) {
        MusterException refusal = accept(work, false, () -> queue.add(work, priority, deadline));
        if (refusal != null) {
            work.refuse(refusal);
        }
    }

    /** Takes back work of which a worker had begun something; it comes before all else. */
    void requeue(Work work) {
        MusterException refusal = accept(work, true, () -> queue.addFirst(work));
        if (refusal != null) {
            work.refuse(refusal);
        }
    }

    private @Nullable MusterException accept(Work work, boolean first, Runnable queueing) {
        boolean mustGrow;
        lock.lock();
        try {
            MusterException refusal = refusal(work, first);
            if (refusal != null) {
                return refusal;
            }
            if (crew.hand(work)) {
                return null;
            }
            queueing.run();
            if (crew.isFull() && !crew.allWait()) {
                return null;
            }
            mustGrow = crew.isEmpty();
        } finally {
            lock.unlock();
        }
        if (mustGrow) {
            grow();
        } else {
            growth.after(GROWTH_PAUSE_NANOS); // a worker that is about to be idle costs less than a new one
        }
        return null;
    }

    /** Starts as many workers as there are works that wait for one, or sees to it that this is done when it may be. */
    private void grow() {
        List<Worker> started = new ArrayList<>();
        long pause = 0;
        boolean mustLookAgain;
        lock.lock();
        try {
            int finishing = crew.finishing();
            boolean extra = crew.isStuck();
            int wanted = extra ? 1 : crew.wanted(queue.size() - finishing);
            if (finishing > 0 && !queue.isEmpty()) {
                pause = GROWTH_PAUSE_NANOS;
            }
            mustLookAgain = crew.allWait() && !queue.isEmpty();
            long untilStart = wanted > 0 ? starts.pauseNanos() : 0;
            if (untilStart > 0) {
                pause = untilStart;
                wanted = 0;
            }
            for (int i = 0; i < wanted; i++) {
                started.add(crew.hire(new Worker(this, extra, false)));
            }
        } finally {
            lock.unlock();
        }
        started.forEach(this::startThread);
        if (pause > 0 && !growth.after(pause)) {
            giveUpWithoutWorkers();
        }
        if (mustLookAgain) {
            growthWhileAllWait.after(ALL_WAIT_NANOS);
        }
    }

    /** Nobody will try again later. */
    private void giveUpWithoutWorkers() {
        List<Work> refused = List.of();
        lock.lock();
        try {
            if (crew.isEmpty()) {
                refused = queue.drain();
            }
        } finally {
            lock.unlock();
        }
        refused.forEach(each -> abandon(each, false, new WorkerStartException(NO_THREAD)));
    }

    /** So many more workers have a call that waits for a resource; fewer if negative. */
    void waits(int more) {
        boolean mayBeStuck;
        lock.lock();
        try {
            crew.waits(more);
            mayBeStuck = crew.allWait() && !queue.isEmpty();
        } finally {
            lock.unlock();
        }
        if (mayBeStuck) {
            growth.after(GROWTH_PAUSE_NANOS);
        }
    }

    private @Nullable MusterException refusal(Work work, boolean accepted) {
        if (state != State.OPEN) {
            return Refusals.ended(work, this, null);
        }
        RefusedException tooDeep = family.refusal();
        if (tooDeep != null) {
            return tooDeep;
        }
        if (broken != null) {
            return again(broken);
        }
        WorkerStartException hopeless = hopeless();
        if (hopeless != null && starts.pauseNanos() > 0) {
            return again(hopeless);
        }
        if (!accepted && queue.size() >= queueLimit) {
            return Refusals.full(work, this, queueLimit);
        }
        return null;
    }

    private static MusterException again(WorkerStartException failure) {
        return new WorkerStartException(String.valueOf(failure.getMessage()), failure.getCause());
    }

    /** Why nobody will ever take what is queued, if it seems so. */
    private @Nullable WorkerStartException hopeless() {
        return crew.isEmpty() ? starts.hopeless() : null;
    }

    /** The thread of a worker, which serves a child. */
    private final class WorkerThread extends Thread {
        WorkerThread(Worker worker) {
            super(null, worker, "muster-start-" + name, WORKER_STACK, false);
            setDaemon(true);
            setContextClassLoader(nursery.loader());
        }

        boolean isOf(ProcessPool pool) {
            return pool == ProcessPool.this;
        }
    }

    private void startThread(Worker worker) {
        lookSoon();
        Thread thread = new WorkerThread(worker);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            startFailed(worker, null, new WorkerStartException(NO_THREAD, noThread));
        }
    }

    /** Clears the queue of such calls when they are half of it. */
    @Override
    public void dropped(Call<?> call) {
        lock.lock();
        try {
            dropped++;
            if (dropped > queue.size() / 2) {
                queue.removeIf(work -> work instanceof Call<?> queued && queued.isDone());
                dropped = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    // ---------------------------------------------------------------- for workers

    /** Waits for work; null if the worker is to hear its child, or to end. */
    @Nullable
    Work take(Worker worker) {
        lock.lock();
        try {
            return crew.take(worker, options.idleExpiry().toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Whether a worker that was given no work is to hear its child, and then to take again; it is to end otherwise. */
    boolean mustHear(Worker worker) {
        lock.lock();
        try {
            return crew.mustHear(worker);
        } finally {
            lock.unlock();
        }
    }

    /** There are news of a worker's child, for which it may be waiting. */
    void news(Worker worker) {
        lock.lock();
        try {
            crew.wake(worker);
        } finally {
            lock.unlock();
        }
    }

    /** More work for a worker, if there is some. */
    @Nullable
    Work poll(Worker worker) {
        lock.lock();
        try {
            return crew.poll(worker);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isUrgent() {
        lock.lock();
        try {
            return queue.isUrgent();
        } finally {
            lock.unlock();
        }
    }

    /** A worker has failed while it served. */
    void failed() {
        lock.lock();
        try {
            crew.rests();
        } finally {
            lock.unlock();
        }
    }

    /** The worker's child has ended, and its thread ends. */
    void left(Worker worker) {
        lock.lock();
        try {
            crew.dismiss(worker);
        } finally {
            lock.unlock();
        }
        grow(); // for what was queued since the worker stopped taking
        cleanUpIfLast();
    }

    /**
     * A worker could not start a child and gives up. For a while, longer each time, no other is tried. If it was the last of
     * several, nobody is left for what is queued, and it is refused.
     */
    void startFailed(Worker worker, @Nullable Work work, WorkerStartException failure) {
        List<Work> refused = new ArrayList<>();
        boolean closed;
        lock.lock();
        try {
            closed = state != State.OPEN;
            crew.rests();
            crew.dismiss(worker);
            starts.failed(failure);
            if (work != null) {
                queue.addFirst(work);
            }
            if (closed || hopeless() != null) {
                refused.addAll(queue.drain());
            }
        } finally {
            lock.unlock();
        }
        refused.forEach(each -> abandon(each, closed, failure));
        grow();
    }

    /** A child's initialiser has failed, and so it would in every other: all that waits fails, and what comes later. */
    void broken(Worker worker, @Nullable Work work, WorkerStartException failure) {
        List<Work> refused = new ArrayList<>();
        boolean closed;
        boolean first;
        lock.lock();
        try {
            closed = state != State.OPEN;
            first = broken == null;
            broken = failure;
            crew.rests();
            crew.dismiss(worker);
            if (work != null) {
                refused.add(work);
            }
            refused.addAll(queue.drain());
        } finally {
            lock.unlock();
        }
        if (first) {
            Log.warning(String.valueOf(failure.getMessage()), failure.getCause());
        }
        refused.forEach(each -> abandon(each, closed, failure));
    }

    /** A start that fails while the pool closes was ended by us: what waited for it is cancelled like the rest. */
    private static void abandon(Work work, boolean closed, WorkerStartException failure) {
        if (closed && work instanceof Call<?> call) {
            call.cancel(false);
        } else {
            work.refuse(again(failure));
        }
    }

    /**
     * Starts a child and waits until it is ready.
     *
     * @param present is told of the process as soon as there is one, so that it can be killed
     * @throws WorkerStartException why there is none
     * @throws BrokenPoolException if its initialiser has failed
     */
    ChildProcess start(Consumer<ChildProcess> present) throws BrokenPoolException {
        ChildProcess child = nursery.start(process -> {
            present.accept(process);
            if (isStopping()) {
                process.kill(CLOSING);
            }
        });
        lock.lock();
        try {
            starts.succeeded();
        } finally {
            lock.unlock();
        }
        return child;
    }

    /** Waits as long as a crash loop wants, unless the pool closes. */
    void awaitCalm() {
        long left = crashLoop.pauseNanos();
        lock.lock();
        try {
            while (state == State.OPEN && left > 0) {
                left = stopping.awaitNanos(left);
            }
        } catch (InterruptedException nobodysBusiness) {
            // Only this pool knows the thread, and does not interrupt it.
        } finally {
            lock.unlock();
        }
    }

    /** Recognises when children die one after another. */
    CrashLoop crashLoop() {
        return crashLoop;
    }

    /** An answer came too late: its call was cancelled. */
    void droppedAnswer() {
        droppedAnswers.increment();
    }

    ProcessOptions options() {
        return options;
    }

    String host() {
        return family.host();
    }

    /** Takes what children ask. */
    AskDesk desk() {
        return family.desk();
    }

    /** Runs something short that must not run on the caller's thread. */
    void soon(Runnable action) {
        watch.after(0, action);
    }

    /** Runs something short when the grace is over. */
    void afterGrace(Runnable action) {
        watch.after(options.grace().toNanos(), action);
    }

    /** Calls may be waiting behind others from now on: takes them back where that lasts too long. */
    void watchForSlowCalls() {
        recalls.after(SLOW_NANOS);
    }

    private void recallSlow() {
        boolean again = false;
        for (Worker worker : snapshot()) {
            again |= worker.recallIfSlow(SLOW_NANOS);
        }
        if (again) {
            watchForSlowCalls();
        }
    }

    /** As long as there are workers, those that have calls are asked from time to time whether they are there. */
    private void lookSoon() {
        looks.after(options.livenessLimit().toNanos() / Pulse.LOOKS);
    }

    private void look() {
        List<Worker> present = snapshot();
        present.forEach(Worker::look);
        if (!present.isEmpty()) {
            lookSoon();
        }
    }

    private List<Worker> snapshot() {
        lock.lock();
        try {
            return crew.workers();
        } finally {
            lock.unlock();
        }
    }

    // ---------------------------------------------------------------- watching from outside

    @Override
    public boolean isIdle() {
        lock.lock();
        try {
            return queue.isEmpty() && crew.isAtRest();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int queued() {
        lock.lock();
        try {
            return queue.size() + crew.waitingForChildren().size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Work> queued(int most) {
        lock.lock();
        try {
            return Stream.concat(crew.waitingForChildren().stream(), queue.stream())
                    .filter(work -> !(work instanceof Call<?> && work.next() == null))
                    .limit(most)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void running(Consumer<? super Call<?>> visitor) {
        snapshot().forEach(worker -> worker.running(visitor));
    }

    // ---------------------------------------------------------------- ending

    @Override
    public void shutdown() {
        List<Work> refused = stop();
        refused.forEach(work -> work.refuse(Refusals.closedBeforeStart(work)));
        cleanUpIfLast();
    }

    /** Children whose bodies run are killed when their grace is over, or at once when this is called again. */
    @Override
    public List<Work> shutdownNow() {
        boolean again = isStoppingNow.getAndSet(true);
        List<Work> queued = new ArrayList<>(stop());
        queued.addAll(startingFor());
        if (again) {
            kill(CLOSING);
        } else {
            afterGrace(() -> kill(CLOSING));
        }
        cleanUpIfLast();
        return queued;
    }

    private void kill(String why) {
        snapshot().forEach(worker -> worker.kill(why));
    }

    private List<Work> startingFor() {
        lock.lock();
        try {
            return crew.waitingForChildren();
        } finally {
            lock.unlock();
        }
    }

    private List<Work> stop() {
        lock.lock();
        try {
            List<Work> queued = queue.drain();
            if (state == State.OPEN) {
                state = State.STOPPING;
            }
            crew.close();
            stopping.signalAll();
            return queued;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is closed; when its last child has ended, what any of them has started and left is killed. */
    boolean isStopping() {
        lock.lock();
        try {
            return state != State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int left() {
        lock.lock();
        try {
            return crew.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isWorkersThread() {
        return Thread.currentThread() instanceof WorkerThread own && own.isOf(this);
    }

    @Override
    public boolean awaitTermination(Duration limit) throws InterruptedException {
        long left = limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? limit.toNanos() : Long.MAX_VALUE;
        lock.lockInterruptibly();
        try {
            while (state != State.TERMINATED && left > 0) {
                left = terminated.awaitNanos(left);
            }
            return state == State.TERMINATED;
        } finally {
            lock.unlock();
        }
    }

    /** What is left to do when the pool is closed and its last child is gone. */
    private void cleanUpIfLast() {
        lock.lock();
        try {
            if (state != State.STOPPING || !crew.isEmpty()) {
                return;
            }
            state = State.CLEANING;
        } finally {
            lock.unlock();
        }
        watch.close();
        nursery.close();
        lock.lock();
        try {
            state = State.TERMINATED;
            terminated.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void draining() {
        draining.countDown();
    }

    /** Hooks run all at once: one of the user's may be about to close the runtime. It then decides what is waited for. */
    private void letCloserFinish() throws InterruptedException {
        if (!isIdle() && draining.await(CLOSER_MILLIS, TimeUnit.MILLISECONDS)) {
            awaitTermination(Duration.ofNanos(Long.MAX_VALUE));
        }
    }

    /** This process ends with the pool open: the children are ended here, rather than left to find out. */
    private void exit() {
        try {
            letCloserFinish();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        stop().forEach(work -> work.refuse(new RefusedException(work.name() + " is refused: this process ends")));
        kill("this process ends");
        cleanUpIfLast();
        try {
            awaitTermination(options.grace());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        long dropped = droppedAnswers.sum();
        return "pool '" + name + "' (" + size + (size == 1 ? " process" : " processes")
                + (dropped == 0
                        ? ")"
                        : ", " + dropped + (dropped == 1 ? " late answer" : " late answers") + " dropped)");
    }
}
