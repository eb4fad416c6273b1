package dev.muster.runtime.fanout;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.FanOut;
import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.Outcome;
import dev.muster.Progress;
import dev.muster.call.AsyncCall;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.runtime.workers.LocalRunner;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fan-out over inputs that are known from the start. Its calls come into being when a worker takes them.
 *
 * <p>A slot for each input says how far it is: {@code null} until its call is taken; the {@link Call} while that runs somewhere
 * from where it could be cancelled alone (a child process, or an incomplete stage); then what came of it: the result itself, or
 * {@link Ended} for everything that cannot stand for itself there. A slot is settled once, by a volatile write, before the
 * index counts as done. A call that runs on a thread of ours needs no state of its own: its share is interrupted when the batch
 * is cancelled. What ends after that counts as cancelled, whatever its body returned or threw, as for a single call.
 *
 * <p>{@code inFlight} counts the calls with a state of their own, from the reservation of room for them until they have ended.
 * {@code windowed} turns false when the first call proves to be one without.
 *
 * <p>{@code first} is the failure that came first, set once. {@code plain} turns false, before the slot is settled, when some
 * slot holds an {@link Ended}.
 */
public final class CallBatch<R extends @Nullable Object> extends Spread implements Batch<R>, CallOwner, InFlight {
    /** How many incomplete stages there may be at a time, unless the user says otherwise. */
    private static final int ASYNC_WINDOW = 16_384;

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Object[].class);

    /** What came of a call that left no plain result. */
    private record Ended(@Nullable Object value, @Nullable Throwable failure) {
        static final Ended NULL = new Ended(null, null);
        static final Ended CANCELLED = new Ended(null, new CancellationException());

        @SuppressWarnings("ReferenceEquality") // one object stands for all cancelled calls
        boolean isCancelled() {
            return this == CANCELLED;
        }
    }

    private record First(int index, FanOutFailure failure) {}

    private final Origin origin;
    private final FanOut options;
    private final @Nullable Object @Nullable [] inputs;
    private final IntFunction<Call<R>> maker;
    private final @Nullable Object[] slots;
    private final int window;
    private final Watchers readers = new Watchers();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final @Nullable ProgressReport report;
    private final AtomicReference<@Nullable First> first = new AtomicReference<>();
    private volatile @Nullable CompletionOrder order;
    private volatile @Nullable Collection<? super Call<?>> neverStarted;
    private volatile boolean plain = true;
    private volatile boolean windowed = true;

    private CallBatch(
            Origin origin, FanOut options, int size, @Nullable Object @Nullable [] inputs, IntFunction<Call<R>> maker) {
        super(
                origin.pool(),
                size,
                Math.max(1, options.chunk()),
                options.window() > 0 ? options.window() : Integer.MAX_VALUE);
        this.origin = origin;
        this.options = options;
        this.inputs = inputs;
        this.maker = maker;
        this.slots = new Object[size];
        this.window = window();
        this.report = ProgressReport.of(options, this::progress, origin, "All");
        this.order = options.isOrdered() ? null : new CompletionOrder(size);
    }

    /**
     * Starts a batch.
     *
     * @param inputs the inputs, for messages, or null if the method has no parameter
     * @param maker makes the call for an index
     */
    public static <R extends @Nullable Object> CallBatch<R> start(
            Origin origin, FanOut options, int size, @Nullable Object @Nullable [] inputs, IntFunction<Call<R>> maker) {
        CallBatch<R> batch = new CallBatch<>(origin, options, size, inputs, maker);
        origin.home().opened(batch);
        batch.start(size == 0 ? null : origin.refusal(origin.callName(0)));
        return batch;
    }

    private int window() {
        return options.window() > 0 ? options.window() : ASYNC_WINDOW;
    }

    // ---------------------------------------------------------------- running

    @Override
    String name() {
        return origin.methodName("All");
    }

    @Override
    int run(Share share, int from, int to, LocalRunner runner) {
        int done = 0;
        for (int index = from; index < share.limit(); index++) {
            if (isCancelling()) {
                skip(index, share.limit(), null);
                return done + share.limit() - index;
            }
            share.at(index);
            done += run(index, runner);
        }
        return done;
    }

    private int run(int index, LocalRunner runner) {
        Call<R> call = placeOrFail(index);
        if (call == null) {
            return 1;
        }
        if (call instanceof AsyncCall) {
            runAsync(index, call, runner);
            return 0;
        }
        if (windowed) {
            windowed = false;
            bringNext();
        }
        try {
            runner.calling(call);
            R result = call.callUnshared(runner);
            settle(index, isCancelling() ? Ended.CANCELLED : result);
        } catch (Throwable thrown) {
            fail(index, thrown);
        } finally {
            Thread.interrupted();
        }
        return 1;
    }

    private void runAsync(int index, Call<R> call, LocalRunner runner) {
        begin(index, call);
        try {
            runner.runWithin(call);
        } catch (InterruptedException cancelled) {
            call.cancel(true);
        }
    }

    /** The call for an index; null if it cannot be made, such as for a null input of a primitive parameter. */
    private @Nullable Call<R> placeOrFail(int index) {
        try {
            Call<R> call = maker.apply(index);
            call.place(origin.firstNumber() + index, origin.startedBy(), this);
            return call;
        } catch (Throwable thrown) {
            unreserve(1);
            fail(index, thrown);
            return null;
        }
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

    /** The call gets a state of its own, and is seen by {@link #cancelCalls}. */
    private void begin(int index, Call<R> call) {
        origin.queue(call);
        SLOTS.setVolatile(slots, index, call);
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
        inFlight.getAndAdd(-count);
    }

    @Override
    boolean hasRoom() {
        return !windowed || inFlight.get() < window;
    }

    @Override
    public void ended(Call<?> call) {
        int index = (int) (call.number() - origin.firstNumber());
        switch (call.phase()) {
            case SUCCEEDED -> settle(index, isCancelling() ? Ended.CANCELLED : call.value());
            case FAILED -> fail(index, failureOf(call));
            default -> settle(index, Ended.CANCELLED);
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
            settle(index, Ended.CANCELLED);
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
        for (int index = 0; index < slots.length; index++) {
            if (SLOTS.getVolatile(slots, index) instanceof Call<?> call) {
                call.cancel(true);
            }
        }
    }

    private void fail(int index, Throwable thrown) {
        if (isCancelling()) {
            settle(index, Ended.CANCELLED);
        } else {
            failed(index, thrown);
        }
    }

    private void failed(int index, Throwable thrown) {
        FanOutFailure failure = new FanOutFailure(
                origin.methodName("All") + ", call " + origin.callName(index) + " at index " + index, thrown);
        boolean isFirst = first.compareAndSet(null, new First(index, failure));
        settle(index, new Ended(null, thrown));
        if (isFirst && options.isFailFast()) {
            cancelRest();
        }
    }

    private void settle(int index, @Nullable Object result) {
        Object slot = result;
        if (result == null) {
            slot = Ended.NULL;
        } else if (result instanceof Call<?> task) {
            slot = new Ended(task, null);
        }
        if (slot instanceof Ended) {
            plain = false;
        }
        SLOTS.setVolatile(slots, index, slot);
        CompletionOrder wanted = order;
        if (wanted != null) {
            wanted.add(index);
        }
        readers.changed();
        if (report != null) {
            report.now();
        }
    }

    @Override
    void completed() {
        origin.home().closed(this);
        First failed = first.get();
        if (failed != null) {
            origin.home().unobserved(this, failed.failure());
        }
        if (report != null) {
            report.end(this::release);
        } else {
            release();
        }
    }

    // ---------------------------------------------------------------- the user's side

    @Override
    public List<R> join() {
        awaitAll();
        return plain ? plainResults() : checkedResults();
    }

    @SuppressWarnings("unchecked") // every slot holds a result
    private List<R> plainResults() {
        return (List<R>) Collections.unmodifiableList(Arrays.asList(slots));
    }

    private List<R> checkedResults() {
        throwIfFailed();
        List<R> results = new ArrayList<>(slots.length);
        for (int index = 0; index < slots.length; index++) {
            if (slots[index] == Ended.CANCELLED) {
                throw new CancellationException(origin.methodName("All") + " was cancelled");
            }
            results.add(result(index));
        }
        return Collections.unmodifiableList(results);
    }

    @Override
    public List<Outcome<R>> outcomes() {
        awaitAll();
        observe();
        List<Outcome<R>> outcomes = new ArrayList<>(slots.length);
        for (int index = 0; index < slots.length; index++) {
            outcomes.add(outcome(index));
        }
        return Collections.unmodifiableList(outcomes);
    }

    private Outcome<R> outcome(int index) {
        if (slots[index] instanceof Ended ended && ended.failure() != null) {
            return Outcome.failure(
                    ended.isCancelled()
                            ? new CancellationException(origin.callName(index) + " was cancelled")
                            : ended.failure());
        }
        return Outcome.success(result(index));
    }

    @Override
    public Stream<R> stream() {
        return stream(null);
    }

    @Override
    public Stream<R> unordered() {
        return stream(completionOrder());
    }

    private Stream<R> stream(@Nullable CompletionOrder by) {
        return StreamSupport.stream(new BatchReader<>(this, by), false).onClose(this::cancel);
    }

    private synchronized CompletionOrder completionOrder() {
        CompletionOrder wanted = order;
        if (wanted == null) {
            wanted = new CompletionOrder(slots.length);
            order = wanted;
            for (int index = 0; index < slots.length; index++) {
                if (isSettled(index)) {
                    wanted.add(index);
                }
            }
        }
        return wanted;
    }

    /** Whether the call at an index has ended. */
    boolean isSettled(int index) {
        Object slot = SLOTS.getVolatile(slots, index);
        return slot != null && !(slot instanceof Call<?>);
    }

    /** The result of a settled index; throws as {@link #join()} does if it is a failure. */
    R read(int index) {
        if (SLOTS.getVolatile(slots, index) instanceof Ended ended && ended.failure() != null) {
            if (!ended.isCancelled()) {
                observe();
                throw failure(index, ended.failure());
            }
            awaitAll();
            throwIfFailed();
            throw new CancellationException(origin.callName(index) + " was cancelled");
        }
        return result(index);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a settled slot without a failure holds an R
    private R result(int index) {
        Object slot = SLOTS.getVolatile(slots, index);
        return (R) (slot instanceof Ended ended ? ended.value() : slot);
    }

    private void awaitAll() {
        try {
            if (!isComplete()) {
                origin.home().await(this, all -> all, () -> awaitComplete(origin.startedBy()));
            }
        } catch (InterruptedException interrupted) {
            throw joinInterrupted(interrupted);
        }
    }

    /** Waits for a condition that the end of a call brings about. */
    void awaitResult(BooleanSupplier there) {
        try {
            origin.home().await(this, any -> Math.min(any, 1), () -> await(there, readers, origin.startedBy()));
        } catch (InterruptedException interrupted) {
            throw joinInterrupted(interrupted);
        }
    }

    private JoinInterruptedException joinInterrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new JoinInterruptedException(
                "interrupted while waiting for " + origin.methodName("All") + ", which goes on", interrupted);
    }

    private void throwIfFailed() {
        First failed = first.get();
        if (failed != null) {
            observe();
            throw failure(failed.index(), failed.failure().cause());
        }
    }

    private BatchFailedException failure(int index, Throwable cause) {
        TreeMap<Long, Throwable> failures = new TreeMap<>();
        for (int at = 0; at < slots.length; at++) {
            if (SLOTS.getVolatile(slots, at) instanceof Ended ended
                    && ended.failure() != null
                    && !ended.isCancelled()) {
                failures.put((long) at, ended.failure());
            }
        }
        Object input = inputs == null ? null : inputs[index];
        return new BatchFailedException(
                Inputs.failure(origin.methodName("All"), index, inputs != null, input, cause), index, input, failures);
    }

    private void observe() {
        First failed = first.get();
        if (failed != null) {
            failed.failure().observe();
        }
    }

    @Override
    public Progress progress() {
        long succeeded = 0;
        long failed = 0;
        long cancelled = 0;
        for (int index = 0; index < slots.length; index++) {
            Object slot = SLOTS.getVolatile(slots, index);
            if (slot == Ended.CANCELLED) {
                cancelled++;
            } else if (slot instanceof Ended ended && ended.failure() != null) {
                failed++;
            } else if (slot != null && !(slot instanceof Call<?>)) {
                succeeded++;
            }
        }
        return new Progress(slots.length, succeeded, failed, cancelled);
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
        while (!isComplete()) {
            try {
                awaitComplete(null);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
        for (int index = 0; index < slots.length; index++) {
            if (SLOTS.getVolatile(slots, index) instanceof Call<?> call && !call.hasEnded()) {
                visitor.accept(call);
            }
        }
        running(call -> {
            if (call.owner() == this) {
                visitor.accept(call);
            }
        });
    }

    @Override
    public boolean isIdle() {
        return isComplete();
    }

    @Override
    public String explain() {
        Progress now = progress();
        return origin.methodName("All") + " (" + origin.callName(0) + " to " + origin.callName(slots.length - 1L)
                + "): " + now.done() + " of " + now.total() + " done, in " + pool();
    }

    @Override
    public String toString() {
        return explain();
    }
}
