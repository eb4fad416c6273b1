package dev.muster.runtime;

import dev.muster.Task;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.Work;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.claims.Holder;
import dev.muster.runtime.fanout.InFlight;
import dev.muster.runtime.observe.Log;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a runtime ends.
 *
 * <pre>
 *   OPEN ──close, closeNow──▶ DRAINING ──drained, too late, interrupted, closeNow──▶ CANCELLING ──▶ ENDED
 * </pre>
 *
 * <p>{@code closing} turns true with the first closer, who does the work; others wait for {@code ended}. {@code cancelling}
 * turns true, at most once, by whoever gives up draining. Calls that running bodies start are admitted until then, and counted
 * in {@code late}, so that the drainer does not take the moment between two of them for the end.
 */
final class Ending {
    /** How long cancelled bodies may take to leave, and no worker end, before the ending goes on without them. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final MusterRuntime runtime;
    private final AtomicLong late = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile @Nullable Thread closer; // until all has ended
    private volatile boolean cancelling;

    Ending(MusterRuntime runtime) {
        this.runtime = runtime;
    }

    boolean admits(@Nullable Call<?> startedBy) {
        if (!closing) {
            return true;
        }
        if (startedBy == null || !runtime.owns(startedBy)) {
            return false;
        }
        if (cancelling) {
            cancelFromTheRoot(startedBy); // before its body learns of the refusal
            return false;
        }
        late.incrementAndGet();
        return true;
    }

    /** A body has started a call. If all is cancelled meanwhile, its pool may have refused that: so is the body, before it learns of it. */
    void hasStarted(@Nullable Call<?> startedBy) {
        if (cancelling && startedBy != null && runtime.owns(startedBy)) {
            cancelFromTheRoot(startedBy);
        }
    }

    void close() {
        if (!startClosing()) {
            awaitEnded();
            return;
        }
        boolean interrupted = false;
        runtime.pools().all().forEach(WorkerPool::draining);
        if (!drain(runtime.settings().drain())) {
            interrupted = Thread.interrupted();
            cancelAll();
        }
        end(GRACE);
        restore(interrupted);
    }

    List<Task<?>> closeNow() {
        boolean first = startClosing();
        Queue<Call<?>> neverStarted = cancelAll();
        if (first) {
            boolean interrupted = Thread.interrupted();
            end(runtime.settings().drain());
            restore(interrupted);
        } else {
            awaitEnded();
        }
        return new ArrayList<>(neverStarted);
    }

    /** From now on no call may start but what bodies need. False if somebody has said so before. */
    private synchronized boolean startClosing() {
        boolean first = !closing;
        closing = true;
        if (first) {
            closer = Thread.currentThread();
        }
        return first;
    }

    /** Whether this is called by what the first closer itself calls, such as a handler of failures. */
    boolean isCloser() {
        return Thread.currentThread() == closer;
    }

    // ---------------------------------------------------------------- draining

    /** Waits until nothing is in flight. False if that takes too long, or somebody interrupts it or cancels everything. */
    private boolean drain(Duration limit) {
        long start = System.nanoTime();
        long nanos = TimeUnit.NANOSECONDS.convert(limit);
        long pause = SHORTEST_PAUSE;
        while (!isDrained()) {
            if (cancelling || Thread.currentThread().isInterrupted() || System.nanoTime() - start >= nanos) {
                return false;
            }
            LockSupport.parkNanos(this, pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return true;
    }

    /** Two looks, since a body may end on one pool while we look at another where it has just started a call. */
    private boolean isDrained() {
        long before = late.get();
        for (int look = 0; look < 2; look++) {
            if (!isIdle()) {
                return false;
            }
        }
        return late.get() == before;
    }

    private boolean isIdle() {
        return runtime.fanOuts().stream().allMatch(InFlight::isIdle)
                && runtime.tracked().isEmpty()
                && runtime.waiting() == 0
                && runtime.pools().all().stream().allMatch(WorkerPool::isIdle);
    }

    // ---------------------------------------------------------------- cancelling

    /**
     * What waits goes before what is queued, and that before what runs, but for bodies that have started what is queued and may look at
     * it: so nothing moves on into the place of what has gone. Threads that are no workers are among what waits; waits of bodies are
     * given up last, when the bodies are cancelled.
     */
    private Queue<Call<?>> cancelAll() {
        cancelling = true;
        Queue<Call<?>> neverStarted = new ConcurrentLinkedQueue<>();
        Set<InFlight> cancelled = Collections.newSetFromMap(new IdentityHashMap<>());
        runtime.fanOuts().forEach(fanOut -> cancelFromTheRoot(fanOut, cancelled, neverStarted));
        runtime.timer().pauses().close().forEach(call -> cancelToStart(call, neverStarted));
        waiting().forEach(request -> cancelToStart(request, neverStarted));
        runtime.pools().shut();
        for (WorkerPool pool : runtime.pools().all()) {
            for (Work work : pool.shutdownNow()) {
                if (work instanceof Call<?> call) {
                    cancelStarter(call);
                    cancelToStart(call, neverStarted);
                }
            }
        }
        refuseThreads();
        cancelRunning();
        endWaits(neverStarted);
        return neverStarted;
    }

    private void refuseThreads() {
        for (Request request : waiting()) {
            if (!(request.owner() instanceof Holder)) {
                request.giveUp(runtime.refusal(request));
            }
        }
        runtime.admission().refuseSignalWaits(owner -> !(owner instanceof Holder));
    }

    /** Ends all waits for resources: of calls, and of threads in blocking calls and handles. */
    private void endWaits(Queue<Call<?>> neverStarted) {
        for (Request request : waiting()) {
            if (!cancelToStart(request, neverStarted)) {
                if (request.owner() instanceof Holder holder) {
                    cancelFromTheRoot(holder.call());
                }
                request.giveUp(runtime.refusal(request));
            }
        }
    }

    /** Those that bodies have come to since, and those for signals that they have not left by their interrupt. */
    private void endLateWaits() {
        endWaits(new ConcurrentLinkedQueue<>());
        runtime.admission().refuseSignalWaits(any -> true);
    }

    private Set<Request> waiting() {
        Set<Request> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
        runtime.admission().waiting(Integer.MAX_VALUE, waiting::add, (resource, more) -> {});
        return waiting;
    }

    /** Cancels the call that waits, if its body has not begun. Whether that is so. */
    private static boolean cancelToStart(Request request, Queue<Call<?>> neverStarted) {
        if (!(request.owner() instanceof Holder holder) || !holder.isWaitingToStart()) {
            return false;
        }
        return cancelToStart(holder.call(), neverStarted);
    }

    private static boolean cancelToStart(Call<?> call, Queue<Call<?>> neverStarted) {
        CallHolder holder = call.holder();
        boolean hasRun = call instanceof Errand || (holder != null && holder.attempt() > 1);
        boolean cancelled = call.cancelUnlessBegun();
        if (cancelled && !hasRun) {
            neverStarted.add(call);
        }
        return cancelled;
    }

    private void cancelRunning() {
        runtime.pools().all().forEach(pool -> pool.running(this::cancelFromTheRoot));
        runtime.tracked().forEach(this::cancelFromTheRoot);
    }

    /**
     * A body that waits for another call learns of that one's end only when it is cancelled itself: so all that runs ends
     * cancelled, and not with what a body makes of somebody else's cancellation.
     */
    private void cancelFromTheRoot(Call<?> call) {
        cancelStarter(call);
        call.cancel(true);
    }

    private void cancelFromTheRoot(InFlight fanOut, Set<InFlight> cancelled, Queue<Call<?>> neverStarted) {
        if (!cancelled.add(fanOut)) {
            return;
        }
        for (Call<?> by = fanOut.startedBy(); by != null; by = by.parent()) {
            if (by.owner() instanceof InFlight outer && runtime.fanOuts().contains(outer)) {
                cancelFromTheRoot(outer, cancelled, neverStarted);
                break;
            }
        }
        Call<?> starter = fanOut.startedBy();
        if (starter != null && runtime.owns(starter)) {
            cancelFromTheRoot(starter);
        }
        fanOut.cancel(neverStarted);
    }

    private void cancelStarter(Call<?> call) {
        Call<?> parent = call.parent();
        if (parent != null && runtime.owns(parent)) {
            cancelFromTheRoot(parent);
        }
    }

    // ---------------------------------------------------------------- ending

    private void end(Duration grace) {
        boolean interrupted = false;
        runtime.pools().shut();
        List<WorkerPool> pools = runtime.pools().all();
        pools.forEach(WorkerPool::shutdown);
        Patience patience =
                new Patience(() -> pools.stream().mapToInt(WorkerPool::left).sum(), grace, System::nanoTime);
        for (WorkerPool pool : pools) {
            interrupted |= end(pool, patience);
        }
        runtime.admission().refuseWaits();
        endLateWaits();
        runtime.timer().close();
        runtime.questions().close();
        runtime.desk().close();
        runtime.admission().close();
        runtime.unobserved().reportAll();
        closer = null;
        ended.countDown();
        restore(interrupted);
    }

    /** Waits for the pool's workers; what still begins a body is cancelled. */
    private boolean end(WorkerPool pool, Patience patience) {
        boolean interrupted = false;
        for (; ; ) {
            try {
                if (pool.awaitTermination(Duration.ofNanos(LONGEST_PAUSE))) {
                    return interrupted;
                }
            } catch (InterruptedException later) {
                interrupted = true;
                cancelling = true;
            }
            if (cancelling) {
                cancelRunning();
                endLateWaits();
            }
            if (patience.isOver()) {
                warn(pool);
                pool.shutdownNow();
                return interrupted;
            }
        }
    }

    private static void warn(WorkerPool pool) {
        List<String> stuck = new ArrayList<>();
        pool.running(call -> stuck.add(call.name()));
        Log.warning(
                stuck.isEmpty()
                        ? "close() goes on although the workers of " + pool + " have not all ended yet"
                        : "close() goes on although bodies in " + pool + " ignore their cancellation: " + stuck);
    }

    private void awaitEnded() {
        boolean interrupted = false;
        for (; ; ) {
            try {
                ended.await();
                break;
            } catch (InterruptedException hurry) {
                interrupted = true;
                cancelAll();
            }
        }
        restore(interrupted);
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
