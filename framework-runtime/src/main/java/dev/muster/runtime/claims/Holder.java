package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.RunTimeoutException;
import dev.muster.TaskPhase;
import dev.muster.WaitTimeoutException;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.Failure;
import dev.muster.runtime.admission.Barrier;
import dev.muster.runtime.admission.Event;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;
import dev.muster.runtime.admission.Wait;
import dev.muster.runtime.observe.Log;
import dev.muster.spec.Durations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call as an owner of resources: takes it through its claims, holds them while its body runs, and gives them back.
 *
 * <p>A call that comes through a {@link Gate} goes from step to step: its events, one by one; its entry barrier; its locks and
 * permits, together. {@code step} belongs to the thread that brings it on: the one that starts it, then the one that grants what
 * it waited for. {@code request} is the latest that it has made. The one who brings it on writes that and then asks whether the
 * call is over; who ends the call does so and then closes {@code request}: so none is left open.
 *
 * <p>{@code atBarrier} is made at the start, because a call is a party from then on: either it arrives, or it departs; its state
 * decides which, once. {@code told} turns true with the first who tells events and barrier of the outcome. {@code counted} says
 * whether the call is among those that wait to be admitted: not yet, yes, no more.
 *
 * <p>Other calls get a holder when they first use a handle or wait for another call; it has no gate.
 */
public final class Holder extends Owner implements CallHolder {
    private static final int NOT_YET = 0;
    private static final int YES = 1;
    private static final int NO_MORE = 2;

    private static final VarHandle COUNTED;
    private static final VarHandle TOLD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COUNTED = lookup.findVarHandle(Holder.class, "counted", int.class);
            TOLD = lookup.findVarHandle(Holder.class, "told", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Call<?> call;
    private final @Nullable Gate gate;
    private final @Nullable Owner startedBy; // a thread that is no worker, and holds something
    private int step;
    private volatile @Nullable Request request;
    private @Nullable Request atBarrier;
    private volatile @Nullable Limit limit;
    private @Nullable Stay stay; // written before the call is shared

    @SuppressWarnings("unused") // through COUNTED
    private volatile int counted;

    @SuppressWarnings("unused") // through TOLD
    private volatile boolean told;

    /** A limit that runs; with the moment at which it strikes if it is the run's. */
    private record Limit(Future<?> clock, @Nullable Instant deadline) {}

    Holder(Call<?> call, @Nullable Gate gate, @Nullable Owner startedBy) {
        this.call = call;
        this.gate = gate;
        this.startedBy = startedBy;
    }

    /** A new call is started by a thread that is no worker, and holds something which it may lend. */
    public static void startedBy(Owner thread, Call<?> call) {
        call.holder(new Holder(call, null, thread));
    }

    /** The holder of a call that is running; made now if there is none yet. */
    public static Holder of(Call<?> call) {
        CallHolder known = call.holder();
        return (Holder) (known != null ? known : call.holder(new Holder(call, null, null)));
    }

    /** Whether this call, or one that it descends from, has a holder, and so may have something to lend. */
    public static boolean isInChain(Call<?> call) {
        for (Call<?> at = call; at != null; at = at.parent()) {
            if (at.holder() != null) {
                return true;
            }
        }
        return false;
    }

    /** The call. */
    public Call<?> call() {
        return call;
    }

    /** Whether the call has not been let through its gate. */
    public boolean isWaitingToStart() {
        return call.phase() == TaskPhase.WAITING;
    }

    @Override
    public String name() {
        return call.name();
    }

    @Override
    protected @Nullable Owner parent() {
        Call<?> parent = call.parent();
        return parent != null ? of(parent) : call.hasEnded() ? null : startedBy;
    }

    // ---------------------------------------------------------------- on the way in

    void start() {
        Gate through = gate();
        call.holder(this);
        if (through.abroad() != null) {
            startAbroad(through.abroad());
            return;
        }
        try {
            Barrier barrier = through.plan().barrier(call::key, through.group());
            if (barrier != null) {
                atBarrier = through.plan().hasEntryBarrier() ? new In(this, barrier, 0) : new Out(this, barrier);
                if (through.group() != null) {
                    through.group().add(this);
                }
            }
        } catch (Throwable thrown) { // a key is null, or its hashCode or equals throws
            refuse(thrown);
            return;
        }
        long nanos = through.plan().waitNanos();
        if (nanos > 0) {
            limit = new Limit(through.limits().after(nanos, this::waitedTooLong), null);
        }
        goOn();
    }

    private void startAbroad(Abroad abroad) {
        Stay begun = new Stay(abroad);
        stay = begun;
        count();
        try {
            begun.begin(this, gate().plan().keysOf(call), this::enter, call::failUnlessBegun);
        } catch (Throwable refused) { // a key is null, or cannot cross
            refuse(refused);
        }
    }

    private Gate gate() {
        return Objects.requireNonNull(gate);
    }

    /** Takes step after step, until one is not granted at once. */
    private void goOn() {
        try {
            for (Request next = nextRequest(); next != null; next = nextRequest()) {
                request = next;
                if (!next.submit()) {
                    count();
                    closeIfOver(next);
                    return;
                }
            }
        } catch (Throwable thrown) { // as above
            refuse(thrown);
            return;
        }
        enter();
    }

    /** The request of the next step, or null after the last. */
    private @Nullable Request nextRequest() {
        Plan plan = gate().plan();
        List<Place<Event>> events = plan.events();
        int at = step++;
        if (at < events.size()) {
            return new In(this, events.get(at).resource(call::key), 0);
        }
        if (at == events.size()) {
            if (plan.hasEntryBarrier() && atBarrier != null) {
                return atBarrier;
            }
            at = step++;
        }
        return at > events.size() + 1 ? null : plan.unitsRequest(call::key, gate().group(), this::unitsRequest);
    }

    private Request unitsRequest(Resource resource, int take) {
        BooleanSupplier condition = gate().plan().condition();
        return condition == null ? new In(this, resource, take) : new InOnCondition(this, resource, take, condition);
    }

    private void enter() {
        if (call.queue()) {
            gate().pool().execute(call);
        } else {
            closeIfOver(request);
        }
        uncount();
    }

    private void closeIfOver(@Nullable Request latest) {
        if (latest != null && call.isDone()) {
            latest.close();
        }
    }

    private void refuse(Throwable reason) {
        String why = reason instanceof RefusedException ? reason.getMessage() : "one of its keys threw " + reason;
        call.failUnlessBegun(new RefusedException(call.name() + " is refused: " + why, reason));
    }

    private void waitedTooLong() {
        Wait wait = awaits();
        String why = wait instanceof Request waiting ? waiting.explain() : "is queued for a worker";
        call.failUnlessBegun(new WaitTimeoutException(call.name() + " did not start within "
                + Durations.text(gate().plan().spec().terms().waitLimit()) + ": it " + why));
    }

    /** A step of the way in. */
    private static class In extends Request {
        In(Holder holder, Resource resource, int take) {
            super(holder, resource, take);
        }

        final Holder holder() {
            return (Holder) owner();
        }

        @Override
        protected void granted() {
            holder().goOn();
        }

        @Override
        protected void failed(MusterException reason) {
            holder().call.failUnlessBegun(reason);
        }
    }

    /** The step for locks, where a condition must be true besides. */
    private static final class InOnCondition extends In {
        private final BooleanSupplier condition;

        InOnCondition(Holder holder, Resource resource, int take, BooleanSupplier condition) {
            super(holder, resource, take);
            this.condition = condition;
        }

        @Override
        protected BooleanSupplier condition() {
            return condition;
        }
    }

    // ---------------------------------------------------------------- while the body runs

    @Override
    public void begun(Call<?> begun) {
        stopClock();
        long nanos = gate == null ? 0 : gate.plan().runNanos();
        if (nanos > 0) {
            limit = new Limit(
                    gate().limits().after(nanos, this::ranTooLong),
                    Instant.now().plusNanos(nanos));
        }
    }

    private void ranTooLong() {
        call.expire(new RunTimeoutException(call.name() + " ran longer than "
                + Durations.text(gate().plan().spec().terms().runLimit())
                + " and was interrupted; its worker and what it holds stay taken until its body has ended"));
    }

    private void stopClock() {
        Limit running = limit;
        if (running != null) {
            running.clock().cancel(false);
        }
    }

    /** When the run limit strikes, if there is one and the body has begun. */
    public @Nullable Instant deadline() {
        Limit running = limit;
        return running == null ? null : running.deadline();
    }

    /** What the call waits for, in words; null if that is no resource. */
    public @Nullable String explain() {
        return awaits() instanceof Request waiting ? waiting.explain() : null;
    }

    // ---------------------------------------------------------------- on the way out

    @Override
    public boolean leaving(Call<?> leaving, @Nullable Failure how) {
        MusterException broken = leaveAbroad(how == null ? null : how.cause());
        giveBack();
        if (broken != null) {
            call.left(broken);
            return false;
        }
        if (how != null) {
            tell(how.cause());
            return true;
        }
        if (gate == null || atBarrier == null || !gate.plan().hasExitBarrier()) {
            tell(null);
            return true;
        }
        gate.waiting().getAndIncrement();
        boolean passes = atBarrier.submit();
        if (passes) {
            tell(null);
            gate.waiting().getAndDecrement();
        }
        return passes;
    }

    /** Why the call fails although its body has succeeded, or null. */
    private @Nullable MusterException leaveAbroad(@Nullable Throwable cause) {
        try {
            if (stay != null) {
                stay.end(cause);
            }
            return null;
        } catch (MusterException broken) {
            return broken;
        }
    }

    @Override
    public boolean leaves(Call<?> cancelled) {
        boolean waited = atBarrier != null && atBarrier.depart(wasCancelled());
        if (waited) {
            gate().waiting().getAndDecrement();
        }
        return waited;
    }

    /** The wait at an exit barrier. */
    private static final class Out extends Request {
        Out(Holder holder, Resource resource) {
            super(holder, resource, 0);
        }

        @Override
        protected void granted() {
            end(null);
        }

        @Override
        protected void failed(MusterException reason) {
            end(reason);
        }

        private void end(@Nullable MusterException reason) {
            Holder holder = (Holder) owner();
            holder.tell(reason);
            holder.call.left(reason);
            holder.gate().waiting().getAndDecrement();
        }
    }

    @Override
    public void ended(Call<?> ended) {
        Throwable cause = outcome();
        tell(cause);
        leaveAbroad(cause);
        giveBack();
        uncount();
        Owner.Alias known = alias();
        if (known != null) {
            known.ended();
        }
    }

    private @Nullable Throwable outcome() {
        TaskPhase phase = call.phase();
        return phase == TaskPhase.CANCELLED ? wasCancelled() : phase == TaskPhase.FAILED ? call.cause() : null;
    }

    private CancellationException wasCancelled() {
        return new CancellationException(call.name() + " was cancelled");
    }

    private void giveBack() {
        Request latest = request;
        if (latest != null) {
            latest.close();
        }
        if (holdsAnything()) {
            List<String> forgotten = releaseAll();
            Log.warning(call.name() + " has ended without releasing " + String.join(", ", forgotten)
                    + "; that was done for it. Release what a body takes in a finally block.");
        }
        stopClock();
    }

    /** Tells events and barrier how the call ended; the first time only. */
    private void tell(@Nullable Throwable cause) {
        if (gate == null
                || gate.abroad() != null
                || !gate.plan().isWatched()
                || !TOLD.compareAndSet(this, false, true)) {
            return;
        }
        if (cause != null && atBarrier != null) {
            atBarrier.depart(cause);
        }
        gate.plan().fire(call::key, cause);
    }

    // ---------------------------------------------------------------- among those that wait

    private void count() {
        if (COUNTED.compareAndSet(this, NOT_YET, YES)) {
            gate().waiting().getAndIncrement();
        }
    }

    private void uncount() {
        if (gate != null && (int) COUNTED.getAndSet(this, NO_MORE) == YES) {
            gate.waiting().getAndDecrement();
        }
    }
}
