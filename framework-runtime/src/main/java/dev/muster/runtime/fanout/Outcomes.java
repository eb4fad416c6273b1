package dev.muster.runtime.fanout;

import dev.muster.BatchFailedException;
import dev.muster.FanOut;
import dev.muster.Outcome;
import dev.muster.Progress;
import dev.muster.call.Call;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has come of the calls of a batch, and who is told of it: readers of results, an order of completion, a listener.
 *
 * <p>A {@linkplain Slots slot} is settled before its index counts as done; between that and the look for readers to tell lies a
 * full fence. Where bodies run without calls, as many are taken at a time as last a moment, and the fence is the next taking. After
 * each body there is a look without a fence, too, which may overlook a reader; so a reader looks again after a {@linkplain Watchers
 * doubt}, and an order of completion is filled with what is there already after one.
 *
 * <p>{@code first} is the failure that came first, set once.
 */
final class Outcomes<R extends @Nullable Object> {
    /** By far the longest time that a store may take until all see it. */
    private static final long DOUBT_NANOS = 100_000;

    private record First(int index, FanOutFailure failure) {}

    private final Origin origin;
    private final @Nullable List<?> inputs;
    private final int size;
    private final Slots<R> slots;
    private final Watchers readers = new Watchers(DOUBT_NANOS);
    private final @Nullable ProgressReport report;
    private final AtomicReference<@Nullable First> first = new AtomicReference<>();
    private volatile @Nullable CompletionOrder order;

    Outcomes(Origin origin, FanOut options, @Nullable List<?> inputs, int size) {
        this.origin = origin;
        this.inputs = inputs;
        this.size = size;
        this.slots = new Slots<>(size);
        this.report = ProgressReport.of(options, this::progress, origin, "All");
        this.order = options.isOrdered() ? null : new CompletionOrder(size);
    }

    // ---------------------------------------------------------------- what comes

    /** A call is on its way. Anybody who looks for {@link #calls} after this sees it. */
    void hold(int index, Call<?> call) {
        slots.hold(index, call);
    }

    /** A result, of which the caller has others {@linkplain #tell told} later. */
    void settle(int index, R result) {
        slots.settle(index, result);
    }

    /** Results of indices that follow each other; the caller makes no use of the array any more. */
    void succeeded(int from, @Nullable Object[] results, int count) {
        slots.settle(from, results, count);
        told(from, count);
    }

    void succeeded(int index, R result) {
        slots.settle(index, result);
        told(index, 1);
    }

    /** Whether it is the first failure. */
    boolean failed(int index, Throwable thrown) {
        FanOutFailure failure = new FanOutFailure(
                origin.methodName("All") + ", call " + origin.callName(index) + " at index " + index, thrown);
        boolean isFirst = first.compareAndSet(null, new First(index, failure));
        slots.fail(index, thrown);
        told(index, 1);
        return isFirst;
    }

    void cancelled(int from, int count) {
        for (int index = from; index < from + count; index++) {
            slots.cancel(index);
        }
        told(from, count);
    }

    private void told(int from, int count) {
        VarHandle.fullFence();
        tell(from, count);
    }

    // ---------------------------------------------------------------- who is told

    /** Whether anybody is to be told of what has been settled. */
    boolean isListenedTo() {
        return report != null || order != null || readers.any();
    }

    /** Slots have been settled, perhaps with a full fence in between. */
    void tell(int from, int count) {
        CompletionOrder wanted = order;
        for (int index = from; wanted != null && index < from + count; index++) {
            wanted.add(index);
        }
        readers.changed();
        if (report != null) {
            report.now();
        }
    }

    /** All is settled: tells the batch's home of a failure, makes the last report, and then does what comes {@code after}. */
    void complete(CallBatch<R> batch, Runnable after) {
        First failed = first.get();
        if (failed != null) {
            origin.home().unobserved(batch, failed.failure());
        }
        if (report != null) {
            report.end(after);
        } else {
            after.run();
        }
    }

    /** Those who wait for single results. */
    Watchers readers() {
        return readers;
    }

    /** The order in which calls end, and have ended. */
    synchronized CompletionOrder completionOrder(BooleanSupplier complete) {
        CompletionOrder wanted = order;
        if (wanted == null) {
            wanted = new CompletionOrder(size);
            order = wanted;
            awaitStores(complete);
            for (int index = 0; index < size; index++) {
                if (isSettled(index)) {
                    wanted.add(index);
                }
            }
        }
        return wanted;
    }

    /** Who settles a slot without a fence, and has not seen something yet that is there by now, will have settled it then. */
    private void awaitStores(BooleanSupplier complete) {
        long start = System.nanoTime();
        while (!complete.getAsBoolean() && System.nanoTime() - start < DOUBT_NANOS) {
            LockSupport.parkNanos(this, DOUBT_NANOS);
        }
    }

    // ---------------------------------------------------------------- what there is

    /** The call at an index, if it is on its way. */
    @Nullable
    Call<?> call(int index) {
        return slots.call(index);
    }

    /** Shows the calls that are on their way. */
    void calls(Consumer<? super Call<?>> visitor) {
        slots.calls(visitor);
    }

    Progress progress() {
        return slots.progress();
    }

    /** Whether the call at an index has ended. */
    boolean isSettled(int index) {
        return slots.isSettled(index);
    }

    boolean isCancelled(int index) {
        return slots.isCancelled(index);
    }

    /** The result of a settled index that was not cancelled; throws if it is a failure. */
    R result(int index) {
        Throwable failure = slots.failure(index);
        if (failure != null) {
            observe();
            throw failure(index, failure);
        }
        return slots.result(index);
    }

    /** All results, once all are settled; throws what was the first failure, or that something was cancelled. */
    List<R> results() {
        List<R> plain = slots.plainResults();
        return plain == null ? checkedResults() : plain;
    }

    private List<R> checkedResults() {
        throwIfFailed();
        List<R> results = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            if (isCancelled(index)) {
                throw new CancellationException(origin.methodName("All") + " was cancelled");
            }
            results.add(slots.result(index));
        }
        return Collections.unmodifiableList(results);
    }

    /** All outcomes, once all are settled. */
    List<Outcome<R>> list() {
        observe();
        List<Outcome<R>> outcomes = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            outcomes.add(outcome(index));
        }
        return Collections.unmodifiableList(outcomes);
    }

    private Outcome<R> outcome(int index) {
        if (isCancelled(index)) {
            return Outcome.failure(new CancellationException(origin.callName(index) + " was cancelled"));
        }
        Throwable failure = slots.failure(index);
        return failure == null ? Outcome.success(slots.result(index)) : Outcome.failure(failure);
    }

    void throwIfFailed() {
        First failed = first.get();
        if (failed != null) {
            observe();
            throw failure(failed.index(), failed.failure().cause());
        }
    }

    private BatchFailedException failure(int index, Throwable cause) {
        Object input = inputs == null ? null : inputs.get(index);
        return new BatchFailedException(
                Inputs.failure(origin.methodName("All"), index, inputs != null, input, cause),
                index,
                input,
                slots.failures());
    }

    private void observe() {
        First failed = first.get();
        if (failed != null) {
            failed.failure().observe();
        }
    }
}
