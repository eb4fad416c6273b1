package dev.muster.runtime.fanout;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.Outcome;
import dev.muster.Progress;
import dev.muster.TaskPhase;
import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.call.PlainBody;
import dev.muster.runtime.workers.LocalRunner;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fan-out over inputs that are known from the start. Its calls come into being when a worker takes them.
 *
 * <p>A call that runs on a thread of ours needs no state of its own: its share is interrupted when the batch is cancelled. What
 * ends after that counts as cancelled, whatever its body returned or threw, as for a single call.
 *
 * <p>{@code inFlight} counts the calls with a state of their own, from the reservation of room for them until they have ended.
 * {@code windowed} says whether there are such calls: where bodies come without calls there are not.
 */
public final class CallBatch<R extends @Nullable Object> extends Spread implements Batch<R>, CallOwner, InFlight {
    /** How many incomplete stages there may be at a time, unless the user says otherwise. */
    private static final int ASYNC_WINDOW = 16_384;

    /** As much may have to wait behind a body that blocks in a way that we do not know of. */
    private static final long TAKING_NANOS = 2_000;

    private final Origin origin;
    private final FanOut options;
    private final @Nullable List<?> inputs;
    private final IntFunction<Call<R>> maker;
    private final @Nullable PlainBody<@Nullable Object, R> body; // null where calls are needed, as in a child process
    private final boolean windowed;
    private final boolean unmade; // in child processes: their workers may take runs instead of calls
    private final Outcomes<R> outcomes;
    private final Set<BatchRun<R>> runs = ConcurrentHashMap.newKeySet();
    private final int window;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile @Nullable Collection<? super Call<?>> neverStarted;

    private CallBatch(
            Origin origin,
            FanOut options,
            int size,
            @Nullable List<?> inputs,
            IntFunction<Call<R>> maker,
            @Nullable PlainBody<@Nullable Object, R> body) {
        super(
                origin.pool(),
                size,
                options.chunk() > 0 || !runsBodies(origin, body) ? Math.max(1, options.chunk()) : 0,
                options.window() > 0 ? options.window() : Integer.MAX_VALUE);
        this.origin = origin;
        this.options = options;
        this.inputs = inputs;
        this.maker = maker;
        this.body = runsBodies(origin, body) ? body : null;
        this.windowed = this.body == null;
        this.unmade = windowed && body != null;
        this.outcomes = new Outcomes<>(origin, options, inputs, size);
        this.window = window();
    }

    /**
     * Starts a batch.
     *
     * @param inputs the inputs, which do not change, or null if the method has no parameter
     * @param maker makes the call for an index
     * @param body runs on an input instead of a call, on threads of ours, as long as nobody asks for that; null if a call is needed
     */
    @SuppressWarnings("unchecked") // the inputs are the body's
    public static <R extends @Nullable Object> CallBatch<R> start(
            Origin origin,
            FanOut options,
            int size,
            @Nullable List<?> inputs,
            IntFunction<Call<R>> maker,
            @Nullable PlainBody<?, R> body) {
        CallBatch<R> batch =
                new CallBatch<>(origin, options, size, inputs, maker, (PlainBody<@Nullable Object, R>) body);
        origin.home().opened(batch);
        batch.start(size == 0 ? null : origin.refusal(origin.callName(0)), false);
        return batch;
    }

    private static boolean runsBodies(Origin origin, @Nullable PlainBody<?, ?> body) {
        return body != null && origin.pool().kind() != Workers.PROCESSES;
    }

    private int window() {
        return options.window() > 0 ? options.window() : unmade ? Integer.MAX_VALUE : ASYNC_WINDOW;
    }

    // ---------------------------------------------------------------- running

    @Override
    String name() {
        return origin.methodName("All");
    }

    @Override
    int run(Share share, int from, int to, LocalRunner runner) {
        return body == null ? runCalls(share, from, runner) : runBodies(share, from, runner, body);
    }

    private int runBodies(Share share, int from, LocalRunner runner, PlainBody<@Nullable Object, R> method) {
        tell(share);
        int index = from;
        for (; share.enters(index); index++) {
            if (isCancelling()) {
                skipRange(share.cut(index), null);
                break;
            }
            runBody(share, index, runner, method);
            if (share.hasMoreThan(index)) {
                betweenBodies(share, index);
            }
        }
        share.untold(from, index);
        return index - from;
    }

    private void betweenBodies(Share share, int index) {
        if (outcomes.isListenedTo()) {
            outcomes.tell(index, 1);
        }
        share.passOnIfEnough(index + 1);
    }

    private void runBody(Share share, int index, LocalRunner runner, PlainBody<@Nullable Object, R> method) {
        R result;
        share.enterBody();
        try {
            result = method.run(inputs == null ? null : inputs.get(index));
        } catch (Throwable thrown) {
            leave(share, runner);
            fail(index, thrown);
            return;
        }
        leave(share, runner);
        if (isCancelling()) {
            outcomes.cancelled(index, 1);
        } else {
            outcomes.settle(index, result);
        }
    }

    private static void leave(Share share, LocalRunner runner) {
        Thread.interrupted();
        share.leaveBody();
        runner.endMade();
    }

    /** Tells of what the share has settled last, after whatever came between that and now as a full fence. */
    @Override
    void tell(Share share) {
        long range = share.told();
        if (!IndexRange.isEmpty(range) && outcomes.isListenedTo()) {
            outcomes.tell(IndexRange.start(range), IndexRange.end(range) - IndexRange.start(range));
        }
    }

    private int runCalls(Share share, int from, LocalRunner runner) {
        int done = 0;
        for (int index = from; share.enters(index); index++) {
            if (isCancelling()) {
                skipRange(share.cut(index), null);
                break;
            }
            done += run(index, runner);
        }
        return done;
    }

    /** Gives how many are done, of one; a call that has begun is told of by its end. */
    private int run(int index, LocalRunner runner) {
        Call<R> call = placeOrFail(index);
        if (call == null) {
            return 1;
        }
        begin(index, call);
        try {
            runner.runWithin(call, null);
        } catch (InterruptedException cancelled) {
            call.cancel(true);
        }
        return 0;
    }

    /** The call for an index; null if it cannot be made, such as for a null input of a primitive parameter. */
    private @Nullable Call<R> placeOrFail(int index) {
        try {
            Call<R> call = maker.apply(index);
            origin.place(call, origin.firstNumber() + index, this);
            return call;
        } catch (Throwable thrown) {
            unreserve(1);
            fail(index, thrown);
            return null;
        }
    }

    @Override
    boolean isForHolder() {
        return origin.isForHolder();
    }

    @Override
    long takingNanos() {
        return TAKING_NANOS;
    }

    @Override
    int perCall(int take) {
        return 1;
    }

    @Override
    @Nullable
    Call<?> call(int from, int to) {
        Call<R> call = placeOrFail(from);
        if (call == null) {
            done(1);
            return null;
        }
        begin(from, call);
        return call;
    }

    @Override
    @Nullable
    Runs runs() {
        return unmade ? (from, to) -> new BatchRun<>(this, origin.site(), origin.firstNumber(), from, to) : null;
    }

    /** A worker has a run, which is seen by {@link #cancelCalls}. */
    void begin(BatchRun<R> run) {
        runs.add(run);
        if (isCancelling()) {
            run.cancel();
        }
    }

    /** Nothing is left of a run. */
    void end(BatchRun<R> run) {
        runs.remove(run);
    }

    /** A call of which nobody knows, and which knows nothing of its place. */
    Call<R> unplaced(int index) {
        return maker.apply(index);
    }

    /** A call for an index of a run, of which nobody knows. */
    Call<R> queued(int index) {
        Call<R> call = maker.apply(index);
        origin.place(call, origin.firstNumber() + index, this);
        call.queueUnshared();
        return call;
    }

    /** The call of an index of a run, which has begun, is seen by {@link #cancelCalls} from now on. */
    void hold(Call<?> made) {
        outcomes.hold((int) (made.number() - origin.firstNumber()), made);
        if (isCancelling()) {
            made.cancel(true);
        }
    }

    /** Indices of a run have got these results, of which the caller makes no use any more. */
    void settle(int from, @Nullable Object[] results, int count) {
        if (isCancelling()) {
            outcomes.cancelled(from, count);
        } else {
            outcomes.succeeded(from, results, count);
        }
        unreserve(count);
        done(count);
        if (!isComplete()) {
            bringNext();
        }
    }

    /** Indices of a run were not begun. */
    void giveBack(long range) {
        leaveOver(range);
        if (!isCancelling()) {
            bringNext();
        }
    }

    /** The call gets a state of its own, and is seen by {@link #cancelCalls}. */
    private void begin(int index, Call<R> call) {
        origin.queue(call);
        outcomes.hold(index, call);
        if (isCancelling()) {
            call.cancel(true);
        }
    }

    @Override
    int reserve(int most) {
        while (windowed) {
            int seen = inFlight.get();
            int room = Math.min(most, window - seen);
            if (room <= 0) {
                return 0;
            }
            if (inFlight.compareAndSet(seen, seen + room)) {
                return room;
            }
        }
        return most;
    }

    @Override
    void unreserve(int count) {
        if (windowed) {
            inFlight.getAndAdd(-count);
        }
    }

    @Override
    boolean hasRoom() {
        return !windowed || inFlight.get() < window;
    }

    @Override
    public void ended(Call<?> call) {
        int index = (int) (call.number() - origin.firstNumber());
        if (isCancelling() || call.isCancelled()) {
            outcomes.cancelled(index, 1);
        } else if (call.phase() == TaskPhase.FAILED) {
            fail(index, failureOf(call));
        } else {
            outcomes.succeeded(index, resultOf(call));
        }
        inFlight.getAndDecrement();
        done(1);
        if (!isComplete()) {
            bringNext();
        }
    }

    @SuppressWarnings("NullAway") // a failed call has a failure
    private static Throwable failureOf(Call<?> call) {
        return call.failure();
    }

    @SuppressWarnings("unchecked") // our maker has made it
    private R resultOf(Call<?> call) {
        return ((Call<R>) call).value();
    }

    @Override
    void skip(int from, int to, @Nullable MusterException reason) {
        Collection<? super Call<?>> collected = neverStarted;
        for (int index = from; index < to; index++) {
            if (reason != null) {
                failed(index, reason);
                continue;
            }
            if (collected != null) {
                collected.add(cancelledCall(index));
            }
            outcomes.cancelled(index, 1);
        }
    }

    @Override
    @Nullable
    Call<?> likeness(int index, LocalRunner runner) {
        try {
            Call<R> call = maker.apply(index);
            origin.place(call, origin.firstNumber() + index, this);
            call.beginUnshared(runner);
            return call;
        } catch (Throwable noCall) { // such as for a null input of a primitive parameter; then there is no body either
            return null;
        }
    }

    private Call<R> cancelledCall(int index) {
        Call<R> call = maker.apply(index);
        call.place(origin.firstNumber() + index, null, null);
        call.cancel(false);
        return call;
    }

    @Override
    void cancelCalls() {
        runs.forEach(BatchRun::cancel);
        outcomes.calls(call -> call.cancel(true));
    }

    private void fail(int index, Throwable thrown) {
        if (isCancelling()) {
            outcomes.cancelled(index, 1);
        } else {
            failed(index, thrown);
        }
    }

    private void failed(int index, Throwable thrown) {
        boolean isFirst = outcomes.failed(index, thrown);
        if (isFirst && options.isFailFast()) {
            cancelRest();
        }
    }

    @Override
    void completed() {
        origin.home().closed(this);
        outcomes.complete(this, this::release);
    }

    // ---------------------------------------------------------------- the user's side

    @Override
    public List<R> join() {
        awaitAll();
        return outcomes.results();
    }

    @Override
    public List<Outcome<R>> outcomes() {
        awaitAll();
        return outcomes.list();
    }

    @Override
    public Stream<R> stream() {
        return stream(null);
    }

    @Override
    public Stream<R> unordered() {
        return stream(outcomes.completionOrder(this::isComplete));
    }

    private Stream<R> stream(@Nullable CompletionOrder by) {
        return StreamSupport.stream(new BatchReader<>(this, by), false).onClose(this::cancel);
    }

    /** Whether the call at an index has ended. */
    boolean isSettled(int index) {
        return outcomes.isSettled(index);
    }

    /** The result of a settled index; throws as {@link #join()} does if it is a failure. */
    R read(int index) {
        if (outcomes.isCancelled(index)) {
            awaitAll();
            outcomes.throwIfFailed();
            throw new CancellationException(origin.callName(index) + " was cancelled");
        }
        return outcomes.result(index);
    }

    private void awaitAll() {
        try {
            if (!isComplete() && !origin.sees(this::isComplete)) {
                origin.home().await(this, () -> awaitComplete(origin.startedBy()));
            }
        } catch (InterruptedException interrupted) {
            throw joinInterrupted(interrupted);
        }
    }

    /** Waits for a condition that the end of a call brings about: of the one at {@code index}, or of any if that is negative. */
    void awaitResult(BooleanSupplier there, int index) {
        try {
            if (!origin.sees(there)) {
                Origin.Waiting wait = () -> await(there, outcomes.readers(), origin.startedBy());
                origin.home().awaitNext(this, index < 0 ? null : outcomes.call(index), wait);
            }
        } catch (InterruptedException interrupted) {
            throw joinInterrupted(interrupted);
        }
    }

    private JoinInterruptedException joinInterrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new JoinInterruptedException(
                "interrupted while waiting for " + origin.methodName("All") + ", which goes on", interrupted);
    }

    @Override
    public Progress progress() {
        return outcomes.progress();
    }

    @Override
    public void cancel() {
        if (!isComplete()) {
            cancelRest();
        }
    }

    @Override
    public void close() {
        cancel();
        boolean interrupted = false;
        try {
            while (!isComplete()) {
                try {
                    origin.home().await(this, () -> awaitComplete(null));
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // ---------------------------------------------------------------- the runtime's side

    @Override
    public boolean isCancelled() {
        return isCancelling();
    }

    @Override
    public void cancel(@Nullable Collection<? super Call<?>> into) {
        neverStarted = into;
        cancel();
    }

    @Override
    public void unfinished(Consumer<? super Call<?>> visitor) {
        outcomes.calls(call -> {
            if (!call.hasEnded()) {
                visitor.accept(call);
            }
        });
        running(call -> {
            if (call.owner() == this) {
                visitor.accept(call);
            }
        });
    }

    @Override
    public @Nullable Call<?> startedBy() {
        return origin.startedBy();
    }

    @Override
    public boolean isIdle() {
        return isComplete();
    }

    @Override
    public String explain() {
        Progress now = progress();
        return origin.methodName("All") + " (" + origin.callName(0) + " to " + origin.callName(size() - 1L) + "): "
                + now.done() + " of " + now.total() + " done, in " + pool();
    }

    @Override
    public String toString() {
        return explain();
    }
}
