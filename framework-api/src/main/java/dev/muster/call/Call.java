package dev.muster.call;

import dev.muster.CallFailedException;
import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WorkerInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call of an annotated method: its arguments, its state and its result, in one object that is also the caller's {@link
 * Task}. Generated code extends it once for each method, with a field for each argument and one for the result, unboxed.
 *
 * <h2>States</h2>
 *
 * <pre>
 *      ▲──────────────── repeat ───────────┤
 *   WAITING ──queue──▶ QUEUED ──begin──▶ RUNNING ─────end────▶ SUCCEEDED | FAILED
 *      │                  │ ◀──unbegin──   │ └─end─▶ LEAVING ──left──▲
 *      └──────────────────┴─── cancel ─────┴────────────┴─────▶ CANCELLED
 *      └──────────────────┴─── fail ───────┴── expire ────────▶ FAILED
 * </pre>
 *
 * {@code state} holds the phase and the flags; every transition is one compare-and-set on it, so that each has one winner:
 *
 * <ul>
 *   <li>{@code BODY} is set by {@code begin} and cleared when the body has really ended. A call has <em>ended</em> when its
 *       phase is final and {@code BODY} is clear; after a cancellation that is later than being done. Whoever brings that
 *       about, and only they, tell the owner.
 *   <li>{@code DECIDING} is a phase of a few instructions, while its winner writes {@code failure}, or takes {@code runner}
 *       back; others spin.
 *   <li>{@code INTERRUPTING} is set while a canceller interrupts the runner. The body's end waits for it to clear, so that
 *       an interrupt can never hit what the runner does next.
 *   <li>{@code LEAVING} is set, in a call with a holder, by the end of the body, which decides the outcome: the holder gives
 *       back what it holds before anybody sees the call done, and may let it wait at an exit barrier. From then on only the
 *       holder moves the call.
 *   <li>A call whose holder has it run again waits again, as if it were new. Until its holder has given everything back, it
 *       counts as running.
 *   <li>{@code UNSHARED} marks a call of {@link #beginUnshared}, which takes no part in all this: its owner answers for it.
 * </ul>
 *
 * The result fields of subclasses are written before the compare-and-set to {@code SUCCEEDED} and read only after it was
 * seen. {@code number}, {@code parent} and {@code owner} are written once, before the call is shared. {@code holder} is written
 * once, before the call is shared or while it runs. {@code runner} is written by the winner of {@code begin} right after it; who
 * needs it earlier spins. The hand-over of interrupts follows {@link java.util.concurrent.FutureTask}.
 *
 * @param <R> the type of the result
 */
public abstract class Call<R extends @Nullable Object> extends Awaited implements Task<R>, Work {
    private static final int WAITING = 0;
    private static final int QUEUED = 1;
    private static final int RUNNING = 2;
    private static final int DECIDING = 3;
    private static final int SUCCEEDED = 4;
    private static final int FAILED = 5;
    private static final int CANCELLED = 6;
    private static final int PHASE = 7;
    private static final int BODY = 8;
    private static final int INTERRUPTING = 16;
    private static final int UNSHARED = 32;
    private static final int LEAVING = 64;

    private static final VarHandle STATE;
    private static final VarHandle RUNNER;
    private static final VarHandle HOLDER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Call.class, "state", int.class);
            RUNNER = lookup.findVarHandle(Call.class, "runner", Runner.class);
            HOLDER = lookup.findVarHandle(Call.class, "holder", CallHolder.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final CallSite site;
    private long number;
    private @Nullable Call<?> parent;
    private @Nullable CallOwner owner;
    private @Nullable Failure failure;
    private volatile @Nullable CallHolder holder;
    private volatile int state;
    private volatile @Nullable Runner runner;

    /** A call that has not been started. */
    protected Call(CallSite site) {
        this.site = Objects.requireNonNull(site, "site");
    }

    // ---------------------------------------------------------------- what generated code fills in

    /** Calls the user's method and keeps its result in a field. */
    protected abstract void body() throws Throwable;

    /** The result that {@link #body()} kept, boxed. */
    protected abstract R result();

    /** The value of a key parameter; see {@link dev.muster.spec.Terms#keys()}. For a method that has any. */
    public @Nullable Object key(int index) {
        throw new IndexOutOfBoundsException(site.spec() + " has no key parameter " + index);
    }

    // ---------------------------------------------------------------- the runtime's side

    /**
     * Gives the call its place, before anybody else can see it.
     *
     * @param callNumber the number in its name
     * @param startedBy the call whose body starts this one, or null
     * @param toTell who hears of its end, or null
     */
    public final void place(long callNumber, @Nullable Call<?> startedBy, @Nullable CallOwner toTell) {
        number = callNumber;
        parent = startedBy;
        owner = toTell;
    }

    /** Whoever holds resources for the call, or null. */
    public final @Nullable CallHolder holder() {
        return holder;
    }

    /** Gives the call a holder, unless it has one; gives the one that it has then. */
    public final CallHolder holder(CallHolder offered) {
        CallHolder known = (CallHolder) HOLDER.compareAndExchange(this, null, offered);
        return known == null ? offered : known;
    }

    /** Admitted: from waiting to queued. False if the call is over already. */
    public final boolean queue() {
        return STATE.compareAndSet(this, WAITING, QUEUED);
    }

    /** As {@link #queue()}, while no other thread knows the call. */
    public final void queueUnshared() {
        STATE.set(this, QUEUED);
    }

    /**
     * The body runs already, by {@code by}, and its owner answers for it: a call that is made for somebody who asks. Nobody waits
     * for it or can cancel it, and its owner is not told of its end.
     */
    public final void beginUnshared(Runner by) {
        RUNNER.set(this, by);
        STATE.set(this, RUNNING | BODY | UNSHARED);
    }

    /** The body has ended, in whatever way, after {@link #beginUnshared}. The call keeps no result. */
    public final void endUnshared() {
        release();
        parent = null;
        STATE.setRelease(this, SUCCEEDED);
    }

    /**
     * From queued to running, on behalf of {@code by}. False if the call is over, or another runner was first; then its body
     * must not be run.
     */
    public final boolean begin(Runner by) {
        CallHolder held = holder;
        if ((held != null && !held.mayBegin(this)) || !STATE.compareAndSet(this, QUEUED, RUNNING | BODY)) {
            return false;
        }
        RUNNER.setRelease(this, by);
        if (held != null) {
            held.begun(this);
        }
        return true;
    }

    /**
     * From running back to queued: the runner that began this call vouches that the body was never started, so that another
     * may begin it. If the call was cancelled meanwhile, it ends instead.
     *
     * @return whether the call is queued again
     */
    public final boolean unbegin() {
        if (!STATE.compareAndSet(this, RUNNING | BODY, DECIDING | BODY)) {
            end(null);
            return false;
        }
        runner = null;
        state = QUEUED;
        return true;
    }

    /**
     * Runs the body on this thread, after {@link #begin}, and ends the call with what comes of it. Never throws. Afterwards
     * the caller clears the interrupt status of its thread.
     */
    public final void invoke() {
        try {
            body();
        } catch (Throwable thrown) {
            end(new Failure(name(), thrown, isOfBody(thrown)));
            return;
        }
        bodyReturned();
    }

    /** Whether what came out of {@link #body()} is the user's failure, rather than the runtime's. */
    boolean isOfBody(Throwable thrown) {
        return true;
    }

    /** The body, which runs, is told of by another runner from now on. */
    public final void runsBy(Runner by) {
        RUNNER.setRelease(this, by);
    }

    /** The body returned. An {@link AsyncCall} is not over yet. */
    void bodyReturned() {
        if (holder == null && STATE.compareAndSet(this, RUNNING | BODY, SUCCEEDED)) { // as nearly always
            ended();
        } else {
            end(null);
        }
    }

    /** The body, which ran elsewhere, has ended and its result is read. */
    public final void succeed() {
        end(null);
    }

    /** The body, which ran elsewhere, has ended by throwing. */
    public final void bodyThrew(Throwable thrown) {
        end(new Failure(name(), thrown, true));
    }

    /** The call is over for a reason that is not its body's: refused, crashed. The body never started, or is gone. */
    public final void fail(MusterException reason) {
        end(new Failure(name(), reason, false));
    }

    /** Cancels the call, unless its body has begun or it is over. Whether that is so. */
    public final boolean cancelUnlessBegun() {
        for (; ; ) {
            int seen = state;
            int phase = seen & PHASE;
            if (phase == DECIDING) {
                Thread.onSpinWait();
            } else if (phase >= RUNNING) {
                return false;
            } else if (cancelUnbegun(seen)) {
                return true;
            }
        }
    }

    /** The call is over for this reason, unless its body has begun. Whether that is so. */
    public final boolean failUnlessBegun(MusterException reason) {
        for (; ; ) {
            int seen = state;
            int phase = seen & PHASE;
            if (phase == DECIDING) {
                Thread.onSpinWait();
            } else if (phase >= RUNNING) {
                return false;
            } else if (STATE.compareAndSet(this, seen, DECIDING)) {
                decide(new Failure(name(), reason, false), FAILED);
                site.dropped(this);
                ended();
                return true;
            }
        }
    }

    /**
     * The body, which runs, has run out of time: the call fails for this reason now, and the body is interrupted. False if
     * the call is over.
     */
    public final boolean expire(MusterException reason) {
        for (; ; ) {
            int seen = state;
            if ((seen & PHASE) == DECIDING) {
                Thread.onSpinWait();
            } else if (seen != (RUNNING | BODY)) {
                return false;
            } else if (STATE.compareAndSet(this, seen, DECIDING | BODY)) {
                decide(new Failure(name(), reason, false), FAILED | BODY | INTERRUPTING);
                interruptRunner();
                wake();
                return true;
            }
        }
    }

    /** State is DECIDING, by this thread. */
    private void decide(Failure how, int then) {
        failure = how;
        state = then;
        if (owner == null) {
            site.unobserved(this, how);
        }
    }

    /** Ends the call, unless it has ended. After a cancellation only the body's end is left to note. */
    private void end(@Nullable Failure how) {
        for (; ; ) {
            int seen = state;
            int phase = seen & PHASE;
            if (phase == DECIDING || (seen & INTERRUPTING) != 0) {
                Thread.onSpinWait();
            } else if (phase > DECIDING) {
                if ((seen & BODY) == 0) {
                    return;
                }
                release();
                if (STATE.compareAndSet(this, seen, phase)) {
                    ended();
                    return;
                }
            } else if ((seen & LEAVING) != 0) {
                return;
            } else if (holder != null && phase == RUNNING) {
                if (how != null && Objects.requireNonNull(holder).repeats(this, how)) {
                    if (STATE.compareAndSet(this, seen, DECIDING)) {
                        repeat();
                        return;
                    }
                } else if (STATE.compareAndSet(this, seen, DECIDING)) {
                    failure = how;
                    state = RUNNING | LEAVING;
                    leave(how);
                    return;
                }
            } else if (how == null) {
                if (STATE.compareAndSet(this, seen, SUCCEEDED)) {
                    ended();
                    return;
                }
            } else if (STATE.compareAndSet(this, seen, DECIDING)) {
                decide(how, FAILED);
                ended();
                return;
            }
        }
    }

    private void repeat() {
        cleared();
        runner = null;
        state = WAITING;
        Objects.requireNonNull(holder).repeat(this);
    }

    /** What a run has left must not meet the next one. */
    void cleared() {}

    private void leave(@Nullable Failure how) {
        if (Objects.requireNonNull(holder).leaving(this, how)) {
            settle(how);
        }
    }

    /** A call that was leaving may go: with the outcome of its body, or failed for a reason. Called by its holder, once. */
    public final void left(@Nullable MusterException reason) {
        settle(reason == null ? failure : new Failure(name(), reason, false));
    }

    private void settle(@Nullable Failure how) {
        if (how == null) {
            state = SUCCEEDED;
        } else {
            decide(how, FAILED);
        }
        ended();
    }

    private void release() {
        CallHolder held = holder;
        if (held != null) {
            held.ended(this);
        }
    }

    private void ended() {
        CallOwner told = owner;
        release();
        parent = null;
        if (told != null) {
            told.ended(this);
        }
        wake();
    }

    /** The number in the call's name. */
    public final long number() {
        return number;
    }

    /** Where the call was started. */
    public final CallSite site() {
        return site;
    }

    /** Whether this call was started by {@code ancestor}'s body, or by one that was, and has not ended. */
    public final boolean descendsFrom(Call<?> ancestor) {
        for (Call<?> up = parent; up != null; up = up.parent) {
            if (up == ancestor) {
                return true;
            }
        }
        return false;
    }

    /** The call whose body started this one; null if there is none, and after the end. */
    public final @Nullable Call<?> parent() {
        return parent;
    }

    /** Whether the body ought to leave: the call is cancelled or has run out of time, or all that its owner owns is cancelled. */
    public final boolean shouldLeave() {
        CallOwner told = owner;
        return isDone() || (told != null && told.isCancelled());
    }

    /** How the call failed, marked as looked at; of an {@link ArrayCall}, with the element. Null unless it has failed. */
    public final @Nullable Throwable failure() {
        return phase() == TaskPhase.FAILED ? observedFailure().thrown() : null;
    }

    /** How the call failed, without marking it as looked at; null unless it has failed. */
    public final @Nullable Throwable cause() {
        return phase() == TaskPhase.FAILED ? Objects.requireNonNull(failure).cause() : null;
    }

    /** Whether the body has failed, rather than the runtime on its behalf. For a call that has failed. */
    public final boolean isFailureOfBody() {
        return Objects.requireNonNull(failure).fromBody();
    }

    /** Who runs the body, or ran it; null before. */
    public final @Nullable Runner runner() {
        return runner;
    }

    /** Who hears of the end, or null. */
    public final @Nullable CallOwner owner() {
        return owner;
    }

    /** The result of a call that has succeeded. */
    public final R value() {
        if (settled() != SUCCEEDED) {
            throw new IllegalStateException(name() + " has no result: it is " + phase());
        }
        return result();
    }

    /** Whether the outcome is decided and the body, if it ever started, has ended. */
    public final boolean hasEnded() {
        int seen = state;
        return (seen & PHASE) > DECIDING && (seen & BODY) == 0;
    }

    @Override
    final boolean isOver(boolean untilEnded) {
        return untilEnded ? hasEnded() : isDone();
    }

    /** What the body that runs waits for, in words, as far as that is known; null if it does not wait. */
    public final @Nullable String waitsFor() {
        Runner by = runner;
        String words = by == null ? null : bodyWaitsFor(by);
        return (state & BODY) == 0 ? null : words; // else they may be of what the runner did next
    }

    @Nullable
    String bodyWaitsFor(Runner by) {
        return by.waitsFor(this);
    }

    // ---------------------------------------------------------------- work: a source of itself

    @Override
    public final @Nullable Call<?> next() {
        return state == QUEUED ? this : null;
    }

    @Override
    public final boolean isForHolder() {
        return holder != null || isOfHolder(parent);
    }

    /** Whether a call, or one of those that it descends from, holds anything: a hint. */
    public static boolean isOfHolder(@Nullable Call<?> startedBy) {
        for (Call<?> up = startedBy; up != null; up = up.parent) {
            CallHolder held = up.holder;
            if (held != null && held.holdsAnything()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public final void putBack(Iterable<? extends Call<?>> calls) {
        // It is queued, and gives itself again.
    }

    @Override
    public final void refuse(MusterException reason) {
        fail(reason);
    }

    // ---------------------------------------------------------------- the caller's side

    @Override
    public final String name() {
        return site.spec().name() + "-" + number;
    }

    @Override
    public final TaskPhase phase() {
        return switch (state & PHASE) {
            case WAITING -> TaskPhase.WAITING;
            case QUEUED -> TaskPhase.QUEUED;
            case SUCCEEDED -> TaskPhase.SUCCEEDED;
            case FAILED -> TaskPhase.FAILED;
            case CANCELLED -> TaskPhase.CANCELLED;
            default -> TaskPhase.RUNNING;
        };
    }

    @Override
    public final boolean isDone() {
        return (state & PHASE) > DECIDING;
    }

    @Override
    public final boolean isCancelled() {
        return (state & PHASE) == CANCELLED;
    }

    @Override
    public final R join() {
        if (!isDone()) {
            try {
                site.await(this, false, Long.MAX_VALUE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new JoinInterruptedException(
                        "interrupted while waiting for " + name() + ", which goes on", interrupted);
            }
        }
        int outcome = settled();
        if (outcome == SUCCEEDED) {
            return result();
        }
        if (outcome == FAILED) {
            Failure how = observedFailure();
            if (how.fromBody()) {
                throw new CallFailedException(name() + " failed: " + Description.of(how.cause()), how.cause());
            }
            throw (MusterException) how.cause();
        }
        return resultUnlessCancelled();
    }

    @Override
    public final R get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            throwIfInterrupted();
            site.await(this, false, Long.MAX_VALUE);
        }
        return report();
    }

    @Override
    public final R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        Objects.requireNonNull(unit, "unit");
        if (!isDone()) {
            throwIfInterrupted();
            site.await(this, false, Math.max(0, unit.toNanos(timeout)));
            if (!isDone()) {
                throw new TimeoutException(name() + " is not done after " + timeout + " "
                        + unit.toString().toLowerCase(java.util.Locale.ROOT) + "; it goes on");
            }
        }
        return report();
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private R report() throws ExecutionException {
        if (settled() == FAILED) {
            Throwable cause = observedFailure().cause();
            throw new ExecutionException(name() + " failed: " + Description.of(cause), cause);
        }
        return resultUnlessCancelled();
    }

    private R resultUnlessCancelled() {
        if ((state & PHASE) == CANCELLED) {
            throw new CancellationException(name() + " was cancelled");
        }
        return result();
    }

    private Failure observedFailure() {
        Failure how = Objects.requireNonNull(failure);
        how.observe();
        return how;
    }

    /** The final phase; the caller has seen that the call is done. */
    private int settled() {
        return state & PHASE;
    }

    @Override
    public final boolean cancel(boolean interrupt) {
        for (; ; ) {
            int seen = state;
            int phase = seen & PHASE;
            if (phase == DECIDING) {
                Thread.onSpinWait();
            } else if (phase > DECIDING || (seen & UNSHARED) != 0) {
                return false;
            } else if (phase < RUNNING) {
                if (cancelUnbegun(seen)) {
                    return true;
                }
            } else if ((seen & LEAVING) != 0) {
                return cancelLeaving();
            } else if (STATE.compareAndSet(this, seen, CANCELLED | BODY | (interrupt ? INTERRUPTING : 0))) {
                if (interrupt) {
                    interruptRunner();
                }
                wake();
                return true;
            }
        }
    }

    private boolean cancelUnbegun(int seen) {
        boolean mine = STATE.compareAndSet(this, seen, CANCELLED);
        if (mine) {
            site.dropped(this);
            ended();
        }
        return mine;
    }

    /** Possible only where it waits for others. */
    private boolean cancelLeaving() {
        if (!Objects.requireNonNull(holder).leaves(this)) {
            return false;
        }
        state = CANCELLED;
        ended();
        return true;
    }

    private void interruptRunner() {
        try {
            interruptBody(runnerOnceKnown());
        } finally {
            STATE.getAndBitwiseAnd(this, ~INTERRUPTING);
        }
        interrupted();
    }

    /** Interrupts the body, or what it left behind. Runs while {@code INTERRUPTING} is set. */
    void interruptBody(Runner by) {
        by.interrupt(this);
    }

    /** The interrupt has passed. Unlike {@link #interruptBody} this may run code of the user's. */
    void interrupted() {}

    /** Waits, spinning, while a canceller is interrupting the runner. */
    final void letInterruptPass() {
        while ((state & INTERRUPTING) != 0) {
            Thread.onSpinWait();
        }
    }

    private Runner runnerOnceKnown() {
        Runner by = runner;
        while (by == null) {
            Thread.onSpinWait();
            by = runner;
        }
        return by;
    }

    @Override
    public final void awaitEnd() throws InterruptedException {
        if (!hasEnded()) {
            site.await(this, true, Long.MAX_VALUE);
        }
    }

    @Override
    public final boolean awaitEnd(Duration limit) throws InterruptedException {
        if (!hasEnded()) {
            site.await(this, true, Math.max(0, TimeUnit.NANOSECONDS.convert(limit)));
        }
        return hasEnded();
    }

    @Override
    public final Optional<WorkerInfo> worker() {
        Runner by = runner;
        return by == null ? Optional.empty() : Optional.of(by.info());
    }

    @Override
    public final CompletableFuture<R> toCompletableFuture() {
        CompletableFuture<R> future = new CompletableFuture<>();
        onDone(() -> complete(future));
        return future;
    }

    private void complete(CompletableFuture<R> future) {
        try {
            switch (settled()) {
                case SUCCEEDED -> future.complete(result());
                case FAILED -> future.completeExceptionally(observedFailure().cause());
                default -> future.cancel(false);
            }
        } catch (Throwable fromDependent) {
            // The future is complete. To tell a dependent of a failure it asks for its toString, which is the user's
            // and may throw.
        }
    }

    @Override
    public final String explain() {
        return site.explain(this);
    }

    @Override
    public final String toString() {
        Failure how = failure;
        return name() + "[" + phase() + (isDone() && how != null ? ": " + Description.of(how.cause()) : "") + "]";
    }
}
