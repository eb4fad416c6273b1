package dev.muster.runtime.fanout;

import dev.muster.BatchFailedException;
import dev.muster.FanOut;
import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.Progress;
import dev.muster.TaskPhase;
import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.call.Description;
import dev.muster.call.Work;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.runtime.workers.Pausing;
import dev.muster.spi.WorkerPool;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fan-out over inputs that are pulled as their results are read. Only the reading thread touches the inputs: it keeps a window
 * of calls in flight, refills it when half of it is read, and waits for the next result.
 *
 * <p>{@code pulled}, {@code unread}, {@code nextIndex}, {@code exhausted}, {@code inputFailure} and {@code over} belong to the
 * reader, who may be another thread the next time. A call is in {@code ready} until a worker or the waiting reader takes it, in
 * {@code live} until it has ended, and in {@code pulled}, or for completion order, once it has ended, in {@code ended}, until it is
 * read; {@code unread} counts those that are not. {@code runners} counts the {@link Share}s that are submitted or running, {@code
 * coming} is true while one is submitted and has not asked for a call. A runner that finds nothing ready leaves first and then
 * looks once more, so that a call which became ready meanwhile has one come back.
 *
 * <p>{@code stopped} turns true, once, with the first failure of a fail-fast stream, or when the stream is closed or cancelled:
 * nothing is pulled any more. Of these only the failure is among what is still read; so whoever comes to the end of what was
 * pulled, and not of the inputs, reads on in a stream that was taken from under him, and must not take that for its end.
 */
public final class CallStream<A extends @Nullable Object, R extends @Nullable Object>
        implements Spliterator<R>, CallOwner, InFlight {
    private static final int THREADS_WINDOW = 1024;
    private static final int CALLS_A_WORKER = 16;

    /** A call with its input and the input's index. */
    private record Pulled<A extends @Nullable Object, R extends @Nullable Object>(Call<R> call, A input, long index) {}

    private final Origin origin;
    private final LongSupplier numbers;
    private final FanOut options;
    private final Iterator<? extends A> inputs;
    private final Function<A, Call<R>> maker;
    private final int window;
    private final int mostRunners;

    private final ArrayDeque<Pulled<A, R>> pulled = new ArrayDeque<>();
    private int unread;
    private long nextIndex;
    private boolean exhausted;
    private boolean over;
    private @Nullable Throwable inputFailure;

    private final Map<Call<?>, Pulled<A, R>> live = new ConcurrentHashMap<>();
    private final Queue<Call<?>> ready = new ConcurrentLinkedQueue<>();
    private final Queue<Pulled<A, R>> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger runners = new AtomicInteger();
    private final AtomicBoolean coming = new AtomicBoolean();
    private final Watchers watchers = new Watchers();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final @Nullable ProgressReport report;
    private volatile boolean stopped;

    private CallStream(
            Origin origin,
            LongSupplier numbers,
            FanOut options,
            Iterator<? extends A> inputs,
            Function<A, Call<R>> maker) {
        this.origin = origin;
        this.numbers = numbers;
        this.options = options;
        this.inputs = inputs;
        this.maker = maker;
        this.window = window(options, origin.pool());
        this.mostRunners = Math.min(window, origin.pool().size());
        this.report = ProgressReport.of(options, this::progress, origin, "Stream");
    }

    /** How many calls a stream on a pool has in flight at most. */
    public static int window(FanOut options, WorkerPool pool) {
        return options.window() > 0 ? options.window() : window(pool);
    }

    private static int window(WorkerPool pool) {
        return pool.kind() == Workers.THREADS ? THREADS_WINDOW : CALLS_A_WORKER * pool.size();
    }

    /**
     * A stream that has pulled nothing yet.
     *
     * @param numbers gives the number of each call's name
     */
    public static <A extends @Nullable Object, R extends @Nullable Object> Stream<R> of(
            Origin origin,
            LongSupplier numbers,
            FanOut options,
            Iterator<? extends A> inputs,
            Function<A, Call<R>> maker) {
        CallStream<A, R> stream = new CallStream<>(origin, numbers, options, inputs, maker);
        return StreamSupport.stream(stream, false).onClose(stream::close);
    }

    // ---------------------------------------------------------------- reading

    @Override
    public boolean tryAdvance(Consumer<? super R> action) {
        if (over) {
            return false;
        }
        if (unread <= window / 2 || !isNextThere()) {
            pull();
        }
        if (unread == 0) {
            finish();
            return false;
        }
        awaitNext();
        action.accept(result(take()));
        return true;
    }

    private void finish() {
        over = true;
        reportEnd();
        Throwable failure = inputFailure;
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new MusterException(
                    "the inputs of " + origin.methodName("Stream") + " failed: " + Description.of(failure), failure);
        }
        if (!exhausted) {
            throw new CancellationException(
                    origin.methodName("Stream") + " was closed or cancelled before it had read all of its inputs");
        }
    }

    /** Starts calls until the window is full. */
    private void pull() {
        boolean any = false;
        while (!exhausted && !stopped && unread < window) {
            any |= pullOne();
        }
        if (any) {
            bringNext();
        }
    }

    private boolean pullOne() {
        A input;
        Call<R> call;
        try {
            if (!inputs.hasNext()) {
                exhausted = true;
                return false;
            }
            input = inputs.next();
            call = maker.apply(input);
        } catch (Throwable thrown) { // the reader gets it when it has read what came before
            inputFailure = thrown;
            exhausted = true;
            return false;
        }
        start(new Pulled<>(call, input, nextIndex++));
        return true;
    }

    /** A call is queued before others know it, because they may cancel it at once. */
    private void start(Pulled<A, R> next) {
        Call<R> call = next.call();
        origin.place(call, numbers.getAsLong(), this);
        MusterException refusal = origin.refusal(call.name());
        if (refusal == null) {
            origin.queue(call);
        }
        if (options.isOrdered()) {
            pulled.add(next);
        }
        unread++;
        live.put(call, next);
        if (inFlight.getAndIncrement() == 0) {
            origin.home().opened(this);
        }
        if (refusal != null) {
            call.fail(refusal);
        } else {
            ready.add(call);
        }
        if (stopped) {
            call.cancel(true);
        }
    }

    private boolean isNextThere() {
        if (!options.isOrdered()) {
            return !ended.isEmpty();
        }
        Pulled<A, R> head = pulled.peek();
        return head != null && head.call().hasEnded();
    }

    /** As {@link #isNextThere}, for any thread while the reader waits. */
    private BooleanSupplier nextIsThere() {
        Pulled<A, R> head = pulled.peek();
        return head != null ? head.call()::hasEnded : () -> !ended.isEmpty();
    }

    private void awaitNext() {
        LocalRunner runner = LocalRunner.current();
        try {
            if (!isNextThere()) {
                Pulled<A, R> head = pulled.peek();
                Origin.Waiting wait = () -> {
                    help(runner);
                    watchers.await(nextIsThere(), runner, () -> origin.methodName("Stream"));
                };
                origin.home().awaitNext(this, head == null ? null : head.call(), wait);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JoinInterruptedException(
                    "interrupted while waiting for " + origin.methodName("Stream") + ", which goes on", interrupted);
        }
    }

    /** The body that opened the stream, on a worker of the same pool, runs what is ready itself. */
    private void help(@Nullable LocalRunner runner) throws InterruptedException {
        Call<?> startedBy = origin.startedBy();
        if (runner == null || startedBy == null || startedBy != runner.call() || !runner.mayRunWithin(origin.pool())) {
            return;
        }
        while (!isNextThere()) {
            Call<?> next = ready.poll();
            if (next == null) {
                return;
            }
            runner.runWithin(next, null);
        }
    }

    @SuppressWarnings("NullAway") // awaited before
    private Pulled<A, R> take() {
        unread--;
        return options.isOrdered() ? pulled.poll() : ended.poll();
    }

    private R result(Pulled<A, R> next) {
        Throwable failure = next.call().failure();
        if (failure != null) {
            over = options.isFailFast();
            if (over) {
                stop();
            }
            throw new BatchFailedException(
                    Inputs.failure(origin.methodName("Stream"), next.index(), true, next.input(), failure),
                    next.index(),
                    next.input(),
                    new TreeMap<>(Map.of(next.index(), failure)));
        }
        if (next.call().isCancelled()) {
            throw new CancellationException(next.call().name() + " was cancelled");
        }
        return next.call().value();
    }

    private void close() {
        stop();
        reportEnd();
    }

    private void stop() {
        stopped = true;
        live.keySet().forEach(call -> call.cancel(true));
    }

    // ---------------------------------------------------------------- running

    /** One worker's part: takes what is ready. */
    private final class Share implements Work, Pausing {
        private boolean hasBegun;

        @Override
        public String name() {
            return origin.methodName("Stream");
        }

        @Override
        public @Nullable Call<?> next() {
            if (!hasBegun) {
                hasBegun = true;
                coming.set(false);
            }
            Call<?> next = ready.poll();
            if (next == null) {
                runners.getAndDecrement();
            }
            bringNext();
            return next;
        }

        @Override
        public void pauses() {
            runners.getAndDecrement();
            bringNext();
        }

        @Override
        public void resumes() {
            runners.getAndIncrement();
        }

        @Override
        public boolean isForHolder() {
            return origin.isForHolder();
        }

        @Override
        public void putBack(Iterable<? extends Call<?>> calls) {
            calls.forEach(ready::add);
            bringNext();
        }

        @Override
        public void refuse(MusterException reason) {
            coming.set(false);
            if (runners.decrementAndGet() == 0) {
                for (Call<?> next = ready.poll(); next != null; next = ready.poll()) {
                    next.fail(reason);
                }
            }
        }
    }

    private void bringNext() {
        if (!ready.isEmpty() && runners.get() < mostRunners && coming.compareAndSet(false, true)) {
            runners.getAndIncrement();
            origin.pool().execute(new Share());
        }
    }

    @Override
    public void ended(Call<?> call) {
        Pulled<A, R> was = live.remove(call);
        if (was == null) {
            throw new IllegalStateException(call + " ended twice");
        }
        count(call);
        if (!options.isOrdered()) {
            ended.add(was);
        }
        if (options.isFailFast() && call.phase() == TaskPhase.FAILED) {
            failFast(was); // after the failure is there to be read, so that it comes before those it cancels
        }
        watchers.changed();
        if (inFlight.decrementAndGet() == 0) {
            origin.home().closed(this);
        }
        if (report != null) {
            report.now();
        }
    }

    private void count(Call<?> call) {
        switch (call.phase()) {
            case SUCCEEDED -> succeeded.increment();
            case FAILED -> failed.increment();
            default -> cancelled.increment();
        }
    }

    /** Nothing more is pulled, and what comes after the failure is cancelled; what comes before is still read. */
    private void failFast(Pulled<A, R> failure) {
        stopped = true;
        for (Pulled<A, R> other : live.values()) {
            if (!options.isOrdered() || other.index() > failure.index()) {
                other.call().cancel(true);
            }
        }
    }

    // ---------------------------------------------------------------- the runtime's side

    private Progress progress() {
        return new Progress(-1, succeeded.sum(), failed.sum(), cancelled.sum());
    }

    private void reportEnd() {
        if (report != null) {
            report.end(() -> {});
        }
    }

    @Override
    public void cancel(@Nullable Collection<? super Call<?>> into) {
        stopped = true;
        for (Call<?> call : live.keySet()) {
            boolean hadStarted = call.worker().isPresent();
            if (call.cancel(true) && !hadStarted && into != null) {
                into.add(call);
            }
        }
    }

    @Override
    public void unfinished(Consumer<? super Call<?>> visitor) {
        live.keySet().forEach(visitor);
    }

    @Override
    public @Nullable Call<?> startedBy() {
        return origin.startedBy();
    }

    @Override
    public boolean isIdle() {
        return live.isEmpty();
    }

    @Override
    public String explain() {
        return origin.methodName("Stream") + ": " + live.size() + " calls in flight, in " + origin.pool();
    }

    // ---------------------------------------------------------------- as a spliterator

    @Override
    public @Nullable Spliterator<R> trySplit() {
        return null; // the calls are parallel already
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return options.isOrdered() ? ORDERED : 0;
    }
}
