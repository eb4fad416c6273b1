package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.TaskPhase;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Description;
import dev.muster.call.Failure;
import dev.muster.call.PolicedCall;
import dev.muster.call.TryAgain;
import dev.muster.runtime.admission.Barrier;
import dev.muster.runtime.admission.Event;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Units;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A passage with all that a call can need: its events, one by one; the policies that decide when it starts, one by one; its entry
 * barrier; a place in the queue of its pool, where that has places; its locks and permits, together; limits; another process that
 * admits it; listeners; further runs; and those who want to know how it ends.
 *
 * <p>{@code step} belongs to the thread that brings the call on. {@code atBarrier} is made at the start, because a call is a party from
 * then on: either it arrives, or it departs; its state decides which, once. {@code told} turns true with the first who tells
 * events and barrier of the outcome; {@code heard}, when listeners hear of the end. {@code place} is given back by who begins
 * the body, or at the end.
 *
 * <p>{@code counted} says whether the call is among those that wait to be admitted: not yet, yes, no more; above these two bits is the
 * run that this is about, for who brings a call to its worker says "no more" when that has perhaps been quicker, and the call
 * waits for its next run.
 *
 * <p>A call that is run again goes through the gate again, but for the events and the entry barrier, which it has passed. Its
 * earlier run gives everything back while the call still counts as running, so that one thread alone does that. {@code earlier}
 * and the number of the run are written before the call waits again.
 */
final class StagedPassage extends Passage {
    private static final int NOT_YET = 0;
    private static final int YES = 1;
    private static final int NO_MORE = 2;
    private static final VarHandle COUNTED;
    private static final VarHandle TOLD;
    private static final VarHandle HEARD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COUNTED = lookup.findVarHandle(StagedPassage.class, "counted", int.class);
            HEARD = lookup.findVarHandle(StagedPassage.class, "heard", boolean.class);
            TOLD = lookup.findVarHandle(StagedPassage.class, "told", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final @Nullable Owner startedBy;
    private final @Nullable TimeLimits limits; // null if it has none and inherits none
    private final @Nullable Tickets tickets; // null without policies that decide when calls start
    private final @Nullable Units places; // null if it needs no place
    private final boolean starterWaits;
    private @Nullable Thread starter; // until it has left
    private int step;
    private @Nullable Request atBarrier;
    private volatile @Nullable QueuePlace place;
    private volatile @Nullable Stay stay;
    private @Nullable Throwable earlier; // how the run before failed
    private volatile long pause; // nanoseconds before the next run

    @SuppressWarnings("unused") // through COUNTED
    private volatile int counted = 1 << 2;

    @SuppressWarnings("unused") // through TOLD
    private volatile boolean told;

    @SuppressWarnings("unused") // through HEARD
    private volatile boolean heard;

    /**
     * A passage that is about to start.
     *
     * @param startedBy the thread that starts it, if that is no worker and holds something; else null
     * @param places where to take a place in the queue of the pool from, or null if none is needed
     * @param starterWaits whether this thread will {@linkplain QueuePlace#goOn go on} with the call if it comes to wait for that
     */
    StagedPassage(Call<?> call, Gate gate, @Nullable Owner startedBy, @Nullable Units places, boolean starterWaits) {
        super(call, gate);
        this.startedBy = startedBy;
        this.limits = TimeLimits.of(this, clockOf(call.parent()));
        this.tickets = plan().doors().size() == 0 ? null : new Tickets();
        this.places = places;
        this.starterWaits = starterWaits;
    }

    @Override
    @Nullable
    Owner startedBy() {
        return startedBy;
    }

    // ---------------------------------------------------------------- on the way in

    @Override
    void start() {
        Listeners listeners = gate().listeners();
        if (listeners != null) {
            listeners.submitted(call());
        }
        call().holder(this);
        if (call().hasEnded()) { // perhaps before it had a holder to tell
            ended(call());
            return;
        }
        if (limits != null) {
            limits.start();
        }
        starter = Thread.currentThread();
        setOut();
        starter = null;
    }

    private void setOut() {
        Abroad abroad = gate().abroad();
        if (abroad != null && tickets == null) {
            startAbroad(abroad);
            return;
        }
        try {
            comeToBarrier();
        } catch (Throwable thrown) { // a key is null, or its hashCode or equals throws
            refuse(thrown);
            return;
        }
        goOn();
    }

    /** Takes step after step, until one is not granted at once. */
    @Override
    void goOn() {
        try {
            for (Request next = nextRequest(); next != null; next = nextRequest()) {
                if (!next.submit()) {
                    giveBackIfOver();
                    return;
                }
                if (next instanceof QueuePlace free) {
                    free.takenAtOnce();
                }
            }
        } catch (Throwable thrown) { // a key is null, or its hashCode or equals throws
            refuse(thrown);
            return;
        }
        arrive();
    }

    private void comeToBarrier() {
        Group group = gate().group();
        Barrier barrier = plan().barrier(call()::key, group);
        if (barrier != null) {
            atBarrier = plan().hasEntryBarrier() ? new Step(this, barrier, 0) : new Exit(this, barrier);
            if (group != null) {
                group.add(this);
            }
        }
    }

    private void startAbroad(Abroad abroad) {
        Stay begun = stay;
        if (begun == null) {
            begun = new Stay(abroad);
            stay = begun;
        }
        count(run());
        try {
            begun.begin(this, plan().keysOf(call()), attempt() > 1, this::toPool, call()::failUnlessBegun);
        } catch (Throwable refused) { // a key is null, or cannot cross
            refuse(refused);
        }
        if (call().hasEnded()) { // perhaps before there was a stay to end
            leaveAbroad(outcome());
        }
    }

    /** The request of the next step, or null after the last. */
    private @Nullable Request nextRequest() {
        Plan plan = plan();
        List<Place<Event>> events = plan.events();
        int at = step++;
        if (at < events.size()) {
            return new Step(this, events.get(at).resource(call()::key), 0);
        }
        int barrier = events.size() + plan.doors().size();
        if (at < barrier) {
            return new Step(this, Objects.requireNonNull(tickets).ask(plan.doors(), at - events.size(), call()), 0);
        }
        if (at == barrier) {
            if (plan.hasEntryBarrier() && atBarrier != null && attempt() == 1) {
                return atBarrier;
            }
            at = step++;
        }
        if (at == barrier + 1) {
            if (places != null) {
                return wantPlace(places);
            }
            at = step++;
        }
        return at > barrier + 2 ? null : unitsRequest();
    }

    private QueuePlace wantPlace(Units from) {
        QueuePlace wanted = new QueuePlace(this, from, Thread.currentThread() == starter, starterWaits);
        place = wanted;
        return wanted;
    }

    /** Everything is granted that this process grants. */
    private void arrive() {
        Abroad abroad = gate().abroad();
        if (abroad == null) {
            toPool();
        } else {
            startAbroad(abroad);
            giveBackIfOver();
        }
    }

    private void toPool() {
        int run = run();
        enter();
        uncount(run);
    }

    @Override
    @Nullable
    Deadline startBy() {
        return limits == null ? null : limits.startBy();
    }

    @Override
    @Nullable
    QueuePlace place() {
        return place;
    }

    private void leavePlace() {
        QueuePlace taken = place;
        if (taken != null) {
            taken.close();
        }
    }

    // ---------------------------------------------------------------- while the body runs

    @Override
    public void begun(Call<?> begun) {
        leavePlace();
        Listeners listeners = gate().listeners();
        if (listeners != null) {
            listeners.started(call());
        }
        if (limits != null) {
            limits.begun();
        }
    }

    @Override
    @Nullable
    DeadlineClock clock() {
        return limits == null ? null : limits.clock();
    }

    @Override
    public boolean mayBegin(Call<?> beginning) {
        return limits == null || limits.mayBegin();
    }

    /** In words, for a limit that strikes: a hint, since another thread brings the call on meanwhile. */
    String whatItAwaits() {
        if (awaits() instanceof Request waiting) {
            return waiting.explain();
        }
        if (call().phase() != TaskPhase.WAITING) {
            return "is queued for a worker";
        }
        if (stay != null) {
            return "waits to be admitted by the parent process";
        }
        if (tickets != null && step <= plan().events().size() + plan().doors().size()) {
            return "waits for the answer of a policy";
        }
        return plan().condition() == null ? "is on its way to a worker" : "has its condition asked";
    }

    /** How the run before failed; null in the first. */
    @Nullable
    Throwable earlier() {
        return earlier;
    }

    @Override
    public @Nullable String explain() {
        if (pause > 0 && gate().timer().pauses().has(this)) {
            return "waits " + Durations.text(Duration.ofNanos(pause)) + " before run " + attempt() + ", because of "
                    + Description.of(earlier);
        }
        return super.explain();
    }

    // ---------------------------------------------------------------- another run

    @Override
    public int attempt() {
        return run();
    }

    @Override
    public boolean repeats(Call<?> failed, Failure how) {
        if (how.cause() instanceof TryAgain wish) {
            runAgain(wish.reason(), TimeUnit.NANOSECONDS.convert(wish.after()));
            return true;
        }
        Evidence.add(how.cause(), earlier);
        boolean repeats = plan().repeats(how, attempt());
        if (repeats) {
            Log.warning(call().name() + " is run again, for its worker has died (run " + attempt() + " of at most "
                    + plan().spec().terms().attempts() + "): " + how.cause());
            runAgain(how.cause(), 0);
        }
        return repeats;
    }

    private void runAgain(Throwable reason, long nanos) {
        if (attempt() < Evidence.MOST) {
            Evidence.add(reason, earlier);
        }
        earlier = reason;
        pause = nanos;
        leaveForAnotherRun();
    }

    /** Whoever cancels the call when it waits again finds it as it would a new one. */
    private void leaveForAnotherRun() {
        if (stay != null) {
            stay.pause();
            stay = new Stay(Objects.requireNonNull(gate().abroad()));
        }
        release();
        if (call() instanceof PolicedCall<?> policed) {
            policed.nextAttempt();
        }
        step = plan().events().size();
        nextRun();
    }

    @Override
    public void repeat(Call<?> waiting) {
        if (pause <= 0) {
            goOnAfterPause();
            return;
        }
        count(run());
        Pauses pauses = gate().timer().pauses();
        if (!pauses.add(this, pause)) {
            refuse(new RefusedException("its Muster is closed before run " + attempt(), earlier));
        } else if (call().isDone()) { // cancelled meanwhile
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
        Throwable cause = broken != null ? broken : how == null ? null : how.cause();
        if (plan().hasExitBarrier() && atBarrier != null && !passesExit(atBarrier, cause)) {
            return false;
        }
        if (broken != null) {
            call().left(broken);
            return false;
        }
        tell(cause);
        return true;
    }

    /** False if it waits there, or has left: whoever cancels a call that is leaving has it depart, even before it has arrived. */
    private boolean passesExit(Request exit, @Nullable Throwable cause) {
        gate().waiting().getAndIncrement();
        boolean passes = cause == null ? exit.submit() : exit.depart(cause);
        if (passes) {
            gate().waiting().getAndDecrement();
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

    /** The wait at the exit barrier is over. */
    void left(@Nullable MusterException reason) {
        tell(reason);
        call().left(reason);
        gate().waiting().getAndDecrement();
    }

    @Override
    public void ended(Call<?> ended) {
        Throwable cause = outcome();
        tell(cause);
        leaveAbroad(cause);
        super.ended(ended);
        uncount(run());
        Listeners listeners = gate().listeners();
        if (listeners != null && HEARD.compareAndSet(this, false, true)) {
            listeners.ended(call());
        }
    }

    private @Nullable Throwable outcome() {
        TaskPhase phase = call().phase();
        return phase == TaskPhase.CANCELLED ? wasCancelled() : phase == TaskPhase.FAILED ? call().cause() : null;
    }

    private CancellationException wasCancelled() {
        return new CancellationException(call().name() + " was cancelled");
    }

    @Override
    void giveBack() {
        release();
        if (limits != null) {
            limits.over();
        }
        if (pause > 0) {
            gate().timer().pauses().remove(this);
        }
    }

    private void release() {
        super.giveBack();
        if (tickets != null) {
            tickets.over();
        }
    }

    /** Tells events and barrier how the call ended; the first time only. */
    private void tell(@Nullable Throwable cause) {
        if (gate().abroad() != null || !plan().isWatched() || !TOLD.compareAndSet(this, false, true)) {
            return;
        }
        if (cause != null && atBarrier != null) {
            atBarrier.depart(cause);
        }
        plan().fire(call()::key, cause);
    }

    // ---------------------------------------------------------------- among those that wait

    /** The run that the call is on its way to. Who brings it on asks before he hands it on; from then on it may be another. */
    private int run() {
        return counted >> 2;
    }

    @Override
    void waits() {
        count(run());
    }

    @Override
    void waitsInVain() {} // then the call ends, and is uncounted

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
        if (seen == (run << 2 | YES)) {
            gate().waiting().getAndDecrement();
        }
    }

    /** The next run is about to wait. Who brought the call to the last one may not have uncounted it yet, and will not any more. */
    private void nextRun() {
        int seen = (int) COUNTED.getAndSet(this, (run() + 1) << 2 | NOT_YET);
        if ((seen & 3) == YES) {
            gate().waiting().getAndDecrement();
        }
    }
}
