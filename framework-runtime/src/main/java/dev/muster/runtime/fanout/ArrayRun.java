package dev.muster.runtime.fanout;

import dev.muster.BatchFailedException;
import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.Workers;
import dev.muster.call.ArrayCall;
import dev.muster.call.ArrayCall.ElementFailure;
import dev.muster.call.Call;
import dev.muster.call.CallOwner;
import dev.muster.runtime.workers.LocalRunner;
import dev.muster.spi.WorkerPool;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A fan-out over a primitive array: one call object, whose loop workers run on disjoint ranges; for child processes, and for whoever
 * asks for the call of a body, a slice of it. The first failure cancels the rest.
 *
 * <p>{@code first} is what failed first, set once, after {@code failures} holds it.
 */
public final class ArrayRun extends Spread implements CallOwner, InFlight {
    private static final int SLICES_A_PROCESS = 16;
    private static final int LONGEST_SLICE = 1 << 16;
    private static final long TAKING_NANOS = 30_000;

    /** Elements of which one failed, or all together: a child that dies does not say where it was. */
    private record Failed(int from, int to) {}

    private final Origin origin;
    private final ArrayCall call;
    private final int offset;
    private final AtomicReference<@Nullable Failed> first = new AtomicReference<>();
    private final ConcurrentSkipListMap<Long, Throwable> failures = new ConcurrentSkipListMap<>();
    private final Set<Call<?>> slices = ConcurrentHashMap.newKeySet();
    private @Nullable LocalRunner guest; // its caller, if that is none of ours and takes part

    private ArrayRun(Origin origin, ArrayCall call) {
        super(origin.pool(), call.to() - call.from(), grain(origin.pool(), call.to() - call.from()), Integer.MAX_VALUE);
        this.origin = origin;
        this.call = call;
        this.offset = call.from();
    }

    private static int grain(WorkerPool pool, int size) {
        return pool.kind() == Workers.PROCESSES
                ? Math.max(1, Math.min(LONGEST_SLICE, size / pool.size() / SLICES_A_PROCESS))
                : 0;
    }

    /**
     * Runs the whole array and returns when all is done.
     *
     * @param callerTakesPart whether this thread, if it is no worker, runs bodies like one
     * @throws BatchFailedException if an element failed
     * @throws JoinInterruptedException if this thread is interrupted; then the rest is cancelled first
     */
    public static void run(Origin origin, ArrayCall call, boolean callerTakesPart) {
        ArrayRun run = new ArrayRun(origin, call);
        call.place(origin.firstNumber(), null, null); // for its name: who runs has a part of it
        origin.home().opened(run);
        boolean takesPart = callerTakesPart && LocalRunner.current() == null;
        run.start(origin.refusal(call.name()), takesPart);
        run.join(takesPart);
    }

    private void join(boolean takesPart) {
        boolean interrupted = Thread.interrupted(); // however quickly all may be done
        if (interrupted) {
            cancelRest();
        } else if (takesPart) {
            interrupted = takePart(); // and brings others
        }
        while (!isComplete() && !origin.sees(this::isComplete)) {
            try {
                Call<?> helper = interrupted ? null : origin.startedBy();
                origin.home().await(this, () -> awaitComplete(helper));
            } catch (InterruptedException cancels) {
                interrupted = true;
                cancelRest();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new JoinInterruptedException(
                    "interrupted while waiting for " + origin.methodName("Array") + ", which was therefore cancelled");
        }
        throwIfFailed();
        if (isCancelling()) {
            throw new CancellationException(origin.methodName("Array") + " was cancelled");
        }
    }

    /** Works on this thread as long as there is something to take. Whether it was interrupted meanwhile; then the rest is cancelled. */
    private boolean takePart() {
        LocalRunner self = LocalRunner.guest();
        guest = self;
        boolean interrupted;
        self.enter();
        try {
            help(self, this::isComplete);
            interrupted = self.hadOwnInterrupt();
        } catch (InterruptedException before) {
            interrupted = true;
        } finally {
            self.leave();
        }
        if (interrupted) {
            cancelRest();
        }
        return interrupted;
    }

    private void throwIfFailed() {
        Failed failed = first.get();
        if (failed != null) {
            long index = failed.from();
            Object input = call.input(failed.from() + offset);
            Throwable cause = Objects.requireNonNull(failures.get(index));
            String message = failed.to() - failed.from() == 1
                    ? Inputs.failure(origin.methodName("Array"), index, true, input, cause)
                    : Inputs.failure(origin.methodName("Array"), index, failed.to() - 1, cause);
            throw new BatchFailedException(message, index, input, new TreeMap<>(failures));
        }
    }

    // ---------------------------------------------------------------- running

    @Override
    String name() {
        return origin.methodName("Array");
    }

    @Override
    int run(Share share, int from, int to, LocalRunner runner) {
        share.enterBody();
        try {
            call.run(from + offset, to + offset);
        } catch (ElementFailure failure) {
            if (runner == guest && failure.failure() instanceof InterruptedException && runner.endedByInterrupt()) {
                cancelRest();
            }
            fail(failure.index() - offset, failure.failure());
        } catch (Throwable broken) {
            fail(from, broken);
        } finally {
            runner.dropInterrupt();
            share.leaveBody();
            runner.endMade();
        }
        if (runner == guest && runner.hadOwnInterrupt()) {
            cancelRest();
        }
        return to - from;
    }

    /** Of the elements that one worker has taken: several workers at once cannot be one owner. */
    @Override
    Call<?> likeness(int index, LocalRunner runner) {
        ArrayCall part = call.slice(index + offset, index + offset + 1);
        origin.place(part, origin.firstNumber(), this);
        origin.home().placed(part);
        part.beginUnshared(runner);
        return part;
    }

    /** The loop is the dispatcher's, and goes on to the end. */
    @Override
    boolean passesOn() {
        return false;
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
        return origin.waits() ? 1 : take;
    }

    @Override
    Call<?> call(int from, int to) {
        ArrayCall slice = call.slice(from + offset, to + offset);
        origin.place(slice, origin.firstNumber() + (origin.waits() ? from : 0), this);
        if (!origin.waits()) {
            origin.home().placed(slice);
        }
        origin.queue(slice);
        slices.add(slice);
        if (isCancelling()) {
            slice.cancel(true);
        }
        return slice;
    }

    @Override
    public void ended(Call<?> ended) {
        ArrayCall slice = (ArrayCall) ended;
        Throwable failure = slice.failure();
        if (failure instanceof ElementFailure element) { // counted from the start of its slice
            fail(slice.from() - offset + element.index(), element.failure());
        } else if (failure != null) {
            fail(new Failed(slice.from() - offset, slice.to() - offset), failure);
        }
        slices.remove(slice);
        done(slice.to() - slice.from());
    }

    private void fail(int index, Throwable failure) {
        fail(new Failed(index, index + 1), failure);
    }

    private void fail(Failed elements, Throwable failure) {
        if (isCancelling() && Inputs.isByCancellation(failure)) {
            return;
        }
        failures.put((long) elements.from(), failure);
        if (first.compareAndSet(null, elements)) {
            cancelRest();
        }
    }

    @Override
    void skip(int from, int to, @Nullable MusterException reason) {
        if (reason != null) {
            fail(from, reason);
        }
    }

    @Override
    void cancelCalls() {
        slices.forEach(slice -> slice.cancel(true));
    }

    @Override
    void completed() {
        origin.home().closed(this);
        release();
    }

    // ---------------------------------------------------------------- the runtime's side

    @Override
    public boolean isCancelled() {
        return isCancelling();
    }

    @Override
    public void unfinished(Consumer<? super Call<?>> visitor) {
        slices.forEach(visitor);
        running(part -> {
            if (part.owner() == this) {
                visitor.accept(part);
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
    public void cancel(@Nullable Collection<? super Call<?>> into) {
        cancelRest();
    }

    @Override
    public String explain() {
        return origin.methodName("Array") + " (" + call.name() + ") over " + size() + " elements, in " + pool();
    }
}
