package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.TaskPhase;
import dev.muster.call.Call;
import dev.muster.call.CallHolder;
import dev.muster.call.Deadline;
import dev.muster.call.Failure;
import dev.muster.call.PolicedCall;
import dev.muster.call.TryAgain;
import dev.muster.runtime.admission.Barrier;
import dev.muster.runtime.admission.Event;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;
import dev.muster.runtime.admission.Units;
import dev.muster.runtime.admission.Wait;
import dev.muster.runtime.observe.Listeners;
import dev.muster.runtime.observe.Log;
import dev.muster.runtime.policies.Tickets;
import dev.muster.spec.Durations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool.ManagedBlocker;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call as an owner of resources: takes it through its claims, holds them while its body runs, and gives them back.
 *
 * <p>A call that comes through a {@link Gate} goes from step to step: its events, one by one; the policies that decide when it
 * starts, one by one; its entry barrier; a place in the queue of its pool, where that has places; its locks and permits, together.
 * {@code step} belongs to the thread that brings it on: the one that starts it, then the one that grants what
 * it waited for. {@code request} is the latest that it has made. The one who brings it on writes that and then asks whether the
 * call is over; who ends the call does so and then closes {@code request}: so none is left open.
 *
 * <p>{@code atBarrier} is made at the start, because a call is a party from then on: either it arrives, or it departs; its state
 * decides which, once. {@code told} turns true with the first who tells events and barrier of the outcome. {@code heard} turns
 * true when listeners hear of the end. {@code counted} says
 * whether the call is among those that wait to be admitted: not yet, yes, no more; above these two bits is the run that this is about,
 * for who brings a call to its worker says "no more" when that has perhaps been quicker, and the call waits for its next run.
 *
 * <p>{@code place} is what it takes after events and barrier, where the queue of its pool has places:
 * given back by who begins the body, or at the end.
 *
 * <p>A call that is run again goes through the gate again, but for the events and the entry barrier, which it has passed. Its
 * earlier run gives everything back while the call still counts as running, so that one thread alone does that. {@code attempt} and
 * {@code earlier} are written before the call waits again.
 *
 * <p>Other calls get a holder when they first use a handle or wait for another call; it has no gate.
 */
public final class Holder extends Owner implements CallHolder {
    private static final int NOT_YET = 0;
    private static final int YES = 1;
    private static final int NO_MORE = 2;

    /** So many runs leave their failures as evidence; a call may be run again for ever. */
    public static final int MOST_EVIDENCE = 16;

    private static final VarHandle COUNTED;
    private static final VarHandle TOLD;
    private static final VarHandle HEARD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COUNTED = lookup.findVarHandle(Holder.class, "counted", int.class);
            HEARD = lookup.findVarHandle(Holder.class, "heard", boolean.class);
            TOLD = lookup.findVarHandle(Holder.class, "told", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Call<?> call;
    private final @Nullable Gate gate;
    private final @Nullable Owner startedBy; // a thread that is no worker, and holds something
    private int attempt = 1;
    private @Nullable Throwable earlier; // how the run before failed
    private volatile long pause; // nanoseconds before the next run
    private int step;
    private volatile @Nullable Request request;
    private @Nullable Request atBarrier;
    private final @Nullable TimeLimits limits; // null if it has none and inherits none
    private volatile @Nullable Stay stay;
    private @Nullable Units places; // this and the next two are the starter's, until its thread has left
    private boolean waits;
    private @Nullable Thread starter;
    private volatile @Nullable QueuePlace place; // in the queue of the pool, until the body begins
    private final @Nullable Tickets tickets; // null without policies that decide when calls start

    @SuppressWarnings("unused") // through COUNTED
    private volatile int counted = 1 << 2;

    @SuppressWarnings("unused") // through TOLD
    private volatile boolean told;

    @SuppressWarnings("unused") // through HEARD
    private volatile boolean heard;

    Holder(Call<?> call, @Nullable Gate gate, @Nullable Owner startedBy) {
        this(call, gate, startedBy, clockOf(call.parent()));
    }

    private Holder(Call<?> call, @Nullable Gate gate, @Nullable Owner startedBy, @Nullable DeadlineClock inherited) {
        this.call = call;
        this.gate = gate;
        this.startedBy = startedBy;
        this.limits = TimeLimits.of(this, gate, inherited);
        this.tickets = gate == null || gate.plan().doors().size() == 0 ? null : new Tickets();
    }

    private static @Nullable DeadlineClock clockOf(@Nullable Call<?> parent) {
        return parent != null && parent.holder() instanceof Holder holder ? holder.clock() : null;
    }

    private @Nullable DeadlineClock clock() {
        return limits == null ? null : limits.clock();
    }

    /** Whether calls that this body starts have a deadline from it. */
    public static boolean hasDeadline(@Nullable Call<?> running) {
        return clockOf(running) != null;
    }

    /** A new call, whose end is seen to by who waits for it, has the deadline of the one that started it. */
    public static void inherit(Call<?> call) {
        if (hasDeadline(call.parent())) {
            call.holder(new Holder(call, null, null));
        }
    }

    /** A new call does a part of what its parent does: it is of the same run, and has its deadline. */
    public static void ofSameRun(Call<?> part, Call<?> whole) {
        Holder holder = new Holder(part, null, null);
        holder.attempt = of(whole).attempt;
        part.holder(holder);
    }

    /**
     * A new call has come from the parent process, for one of its runs; if there is a deadline, the parent ends it then, and those
     * that its body starts inherit that.
     */
    public static void received(Call<?> call, int attempt, @Nullable Deadline deadline, Limits limits) {
        Holder holder = new Holder(call, null, null, deadline == null ? null : new DeadlineClock(deadline, limits));
        holder.attempt = attempt;
        call.holder(holder);
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

    /**
     * Sets out.
     *
     * @param places where to take a place in the queue of the pool from, or null if none is needed
     * @param callerWaits whether this thread will {@linkplain #goOnPlaced go on} with the call if it comes to wait for that
     */
    void start(@Nullable Units places, boolean callerWaits) {
        call.holder(this);
        Listeners listeners = gate().listeners();
        if (listeners != null) {
            listeners.submitted(call);
        }
        if (limits != null) {
            limits.start();
        }
        this.places = places;
        waits = callerWaits;
        starter = Thread.currentThread();
        goIn();
        starter = null;
    }

    private void goIn() {
        Gate through = gate();
        if (through.abroad() != null && tickets == null) {
            startAbroad(through.abroad());
            return;
        }
        try {
            Barrier barrier = through.plan().barrier(call::key, through.group());
            if (barrier != null) {
                atBarrier = through.plan().hasEntryBarrier() ? new Step(this, barrier, 0) : new Exit(this, barrier);
                if (through.group() != null) {
                    through.group().add(this);
                }
            }
        } catch (Throwable thrown) { // a key is null, or its hashCode or equals throws
            refuse(thrown);
            return;
        }
        goOn();
    }

    private void startAbroad(Abroad abroad) {
        Stay begun = stay;
        if (begun == null) {
            begun = new Stay(abroad);
            stay = begun;
        }
        count(run());
        try {
            begun.begin(this, gate().plan().keysOf(call), attempt > 1, this::enter, call::failUnlessBegun);
        } catch (Throwable refused) { // a key is null, or cannot cross
            refuse(refused);
        }
        if (call.isDone()) { // perhaps before there was a stay to end
            leaveAbroad(outcome());
        }
    }

    private Gate gate() {
        return Objects.requireNonNull(gate);
    }

    /** Takes step after step, until one is not granted at once. */
    void goOn() {
        int run = run();
        try {
            for (Request next = nextRequest(); next != null; next = nextRequest()) {
                request = next;
                if (!next.submit()) {
                    count(run);
                    closeIfOver(next);
                    return;
                }
                if (next instanceof QueuePlace free) {
                    free.takenAtOnce();
                }
            }
        } catch (Throwable thrown) { // as above
            refuse(thrown);
            return;
        }
        Abroad abroad = gate().abroad();
        if (abroad == null) {
            enter();
        } else {
            startAbroad(abroad);
            closeIfOver(request);
        }
    }

    /** The request of the next step, or null after the last. */
    private @Nullable Request nextRequest() {
        Plan plan = gate().plan();
        List<Place<Event>> events = plan.events();
        int at = step++;
        if (at < events.size()) {
            return new Step(this, events.get(at).resource(call::key), 0);
        }
        int barrier = events.size() + plan.doors().size();
        if (at < barrier) {
            return new Step(this, Objects.requireNonNull(tickets).ask(plan.doors(), at - events.size(), call), 0);
        }
        if (at == barrier) {
            if (plan.hasEntryBarrier() && atBarrier != null && attempt == 1) {
                return atBarrier;
            }
            at = step++;
        }
        if (at == barrier + 1) {
            Units from = places;
            if (from != null) {
                QueuePlace wanted = new QueuePlace(this, from, Thread.currentThread() == starter, waits);
                place = wanted;
                return wanted;
            }
            at = step++;
        }
        return at > barrier + 2 ? null : plan.unitsRequest(call::key, gate().group(), this::unitsRequest);
    }

    private Request unitsRequest(Resource resource, int take) {
        BooleanSupplier condition = gate().plan().condition();
        return condition == null
                ? new Step(this, resource, take)
                : new StepOnCondition(this, resource, take, condition);
    }

    private void enter() {
        int run = run();
        if (call.queue()) {
            gate().pool().execute(call, gate().plan().spec().priority(), limits == null ? null : limits.startBy());
        } else {
            closeIfOver(request);
        }
        uncount(run);
    }

    // ---------------------------------------------------------------- when the queue is full

    /** Whether there was no place in the queue for the call, which this thread has just started. By now it may have got one. */
    public boolean foundFull() {
        QueuePlace wanted = place;
        return wanted != null && wanted.foundFull();
    }

    /** Whether the call, which this thread has started, waits for a place in the queue. */
    public boolean awaitsPlace() {
        QueuePlace wanted = place;
        return wanted != null && wanted.isAwaited();
    }

    /** The call needs no place any more. False if it has just got one. */
    public boolean forgoesPlace() {
        QueuePlace wanted = place;
        return wanted != null && wanted.depart(new CancellationException()) && !call.isDone();
    }

    /** The wait of this thread until the call has got a place, or is over. */
    public ManagedBlocker untilPlaced() {
        QueuePlace wanted = Objects.requireNonNull(place);
        wanted.awaitedHere();
        return wanted;
    }

    /** The caller has waited: the call goes on, if it has got its place. Whether that is so. */
    public boolean goOnPlaced() {
        QueuePlace taken = place;
        if (taken == null || !taken.isTaken() || call.isDone()) {
            return false;
        }
        goOn();
        return true;
    }

    private void leavePlace() {
        QueuePlace taken = place;
        if (taken != null) {
            taken.close();
        }
    }

    private void closeIfOver(@Nullable Request latest) {
        if (latest != null && call.isDone()) {
            latest.close();
        }
        if (tickets != null && call.isDone()) {
            tickets.over();
        }
    }

    private void refuse(Throwable reason) {
        String why = reason instanceof RefusedException ? reason.getMessage() : "one of its keys threw " + reason;
        call.failUnlessBegun(new RefusedException(call.name() + " is refused: " + why, reason));
        closeIfOver(request);
    }

    // ---------------------------------------------------------------- while the body runs

    @Override
    public void begun(Call<?> begun) {
        leavePlace();
        Listeners listeners = gate == null ? null : gate.listeners();
        if (listeners != null) {
            listeners.started(call);
        }
        if (limits != null) {
            limits.begun();
        }
    }

    @Override
    public @Nullable Deadline deadline() {
        return limits == null ? null : limits.deadline();
    }

    @Override
    public boolean mayBegin(Call<?> beginning) {
        return limits == null || limits.mayBegin();
    }

    String whatItAwaits() {
        Wait wait = awaits();
        return wait instanceof Request waiting ? waiting.explain() : "is queued for a worker";
    }

    /** How the run before failed; null in the first. */
    @Nullable
    Throwable earlier() {
        return earlier;
    }

    /** What the call waits for, in words; null if that is no resource. */
    public @Nullable String explain() {
        if (pause > 0 && gate().limits().pauses().has(this)) {
            return "waits " + Durations.text(Duration.ofNanos(pause)) + " before run " + attempt + ", because of "
                    + earlier;
        }
        return awaits() instanceof Request waiting ? waiting.explain() : null;
    }

    // ---------------------------------------------------------------- another run

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public boolean repeats(Call<?> failed, Failure how) {
        if (gate == null) {
            return false;
        }
        if (how.cause() instanceof TryAgain wish) {
            runAgain(wish.reason(), wish.after().toNanos());
            return true;
        }
        evidence(how.cause());
        boolean repeats = gate.plan().repeats(how, attempt);
        if (repeats) {
            Log.warning(call.name() + " is run again, for its worker has died (run " + attempt + " of at most "
                    + gate.plan().spec().terms().attempts() + "): " + how.cause());
            runAgain(how.cause(), 0);
        }
        return repeats;
    }

    /** The failure of the run before is suppressed in that of this one. */
    private void evidence(Throwable cause) {
        if (earlier != null
                && earlier != cause
                && !List.of(cause.getSuppressed()).contains(earlier)) {
            cause.addSuppressed(earlier);
        }
    }

    private void runAgain(Throwable reason, long nanos) {
        if (attempt < MOST_EVIDENCE) {
            evidence(reason);
        }
        earlier = reason;
        pause = nanos;
        leaveForAnotherRun();
    }

    /** Whoever cancels the call when it waits again finds it as it would a new one. */
    private void leaveForAnotherRun() {
        Gate through = gate();
        if (stay != null) {
            stay.pause();
            stay = new Stay(Objects.requireNonNull(through.abroad()));
        }
        release();
        attempt++;
        if (call instanceof PolicedCall<?> policed) {
            policed.nextAttempt();
        }
        step = through.plan().events().size();
        countAnew();
    }

    @Override
    public void repeat(Call<?> waiting) {
        if (pause <= 0) {
            goOnAfterPause();
            return;
        }
        count(run());
        Pauses pauses = gate().limits().pauses();
        if (!pauses.add(this, pause)) {
            refuse(new RefusedException("its Muster is closed before run " + attempt, earlier));
        } else if (call.isDone()) { // cancelled meanwhile
            pauses.remove(this);
        }
    }

    /** The wait before another run is over. */
    void goOnAfterPause() {
        Abroad abroad = gate().abroad();
        if (abroad != null && tickets == null) {
            startAbroad(abroad);
            return;
        }
        if (limits != null) {
            limits.waitAgain();
        }
        goOn();
    }

    // ---------------------------------------------------------------- on the way out

    @Override
    public boolean leaving(Call<?> leaving, @Nullable Failure how) {
        MusterException broken = leaveAbroad(how == null ? null : how.cause());
        broken = broken == null && limits != null ? limits.overdue(how) : broken;
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
            Stay begun = stay;
            if (begun != null) {
                begun.end(cause);
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

    @Override
    public void ended(Call<?> ended) {
        Throwable cause = outcome();
        tell(cause);
        leaveAbroad(cause);
        giveBack();
        uncount(run());
        tellListeners();
        Owner.Alias known = alias();
        if (known != null) {
            known.ended();
        }
    }

    private void tellListeners() {
        Listeners listeners = gate == null ? null : gate.listeners();
        if (listeners != null && HEARD.compareAndSet(this, false, true)) {
            listeners.ended(call);
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
        release();
        if (limits != null) {
            limits.over();
        }
        if (pause > 0) {
            gate().limits().pauses().remove(this);
        }
    }

    private void release() {
        Request latest = request;
        if (latest != null) {
            latest.close();
        }
        leavePlace();
        if (holdsAnything()) {
            List<String> forgotten = releaseAll();
            Log.warning(call.name() + " has ended without releasing " + String.join(", ", forgotten)
                    + "; that was done for it. Release what a body takes in a finally block.");
        }
        if (tickets != null) {
            tickets.over();
        }
    }

    /** The wait at the exit barrier is over. */
    void left(@Nullable MusterException reason) {
        tell(reason);
        call.left(reason);
        gate().waiting().getAndDecrement();
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

    /** The run that the call is on its way to. Who brings it on asks before he hands it on; from then on it may be another. */
    private int run() {
        return counted >> 2;
    }

    private void count(int run) {
        if (COUNTED.compareAndSet(this, run << 2 | NOT_YET, run << 2 | YES)) {
            gate().waiting().getAndIncrement();
        }
    }

    private void uncount(int run) {
        int seen = counted;
        while (seen >> 2 == run && !COUNTED.compareAndSet(this, seen, run << 2 | NO_MORE)) {
            seen = counted;
        }
        if (gate != null && seen == (run << 2 | YES)) {
            gate.waiting().getAndDecrement();
        }
    }

    /** For another run. Who brought the call to the last one may not have uncounted it yet, and will not any more. */
    private void countAnew() {
        int seen = (int) COUNTED.getAndSet(this, attempt << 2 | NOT_YET);
        if ((seen & 3) == YES) {
            gate().waiting().getAndDecrement();
        }
    }
}
