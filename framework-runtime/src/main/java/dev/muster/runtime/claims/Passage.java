package dev.muster.runtime.claims;

import dev.muster.RefusedException;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through a {@link Gate}: asks for its locks and permits, together, has the call run by the pool once they are
 * granted, and gives them back when the body has ended.
 *
 * <p>{@code request} is the latest that it has made. The one who brings it on, its starter or whoever grants, writes that and then asks
 * whether the call is over; who ends the call does so and then closes {@code request}: so none is left open.
 *
 * <p>{@code counted} says whether the call is among those that wait to be admitted: not yet, yes, no more; above these two bits is the
 * run that this is about, for who brings a call to its worker says "no more" when that has perhaps been quicker, and the call
 * waits for its next run.
 *
 * <p>A million calls may wait: what few of them need is in {@link StagedPassage}.
 */
class Passage extends Holder {
    private static final int NOT_YET = 0;
    private static final int YES = 1;
    private static final int NO_MORE = 2;
    private static final VarHandle COUNTED;

    static {
        try {
            COUNTED = MethodHandles.lookup().findVarHandle(Passage.class, "counted", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Gate gate;
    private volatile @Nullable Request request;

    @SuppressWarnings("unused") // through COUNTED
    private volatile int counted = 1 << 2;

    Passage(Call<?> call, Gate gate) {
        super(call);
        this.gate = gate;
    }

    final Gate gate() {
        return gate;
    }

    final Plan plan() {
        return gate.plan();
    }

    // ---------------------------------------------------------------- on the way in

    /** Sets out. */
    void start() {
        call().holder(this);
        goOn();
    }

    /** Takes step after step, until one is not granted at once. */
    final void goOn() {
        int run = run();
        try {
            for (Request next = nextRequest(); next != null; next = nextRequest()) {
                request = next;
                if (!next.submit()) {
                    count(run);
                    closeIfOver();
                    return;
                }
                grantedAtOnce(next);
            }
        } catch (Throwable thrown) { // a key is null, or its hashCode or equals throws
            refuse(thrown);
            return;
        }
        arrive();
    }

    /** The request of the next step, or null after the last. */
    @Nullable
    Request nextRequest() {
        return request == null ? unitsRequest() : null;
    }

    final @Nullable Request unitsRequest() {
        return plan().unitsRequest(call()::key, gate.group(), this::unitsRequest);
    }

    private Request unitsRequest(Resource resource, int take) {
        BooleanSupplier condition = plan().condition();
        return condition == null
                ? new Step(this, resource, take)
                : new StepOnCondition(this, resource, take, condition);
    }

    /** A step took no wait. */
    void grantedAtOnce(Request step) {}

    /** Everything is granted. */
    void arrive() {
        enter();
    }

    /** Has the pool run the call. */
    final void enter() {
        int run = run();
        if (call().queue()) {
            gate.pool().execute(call(), plan().spec().priority(), startBy());
        } else {
            closeIfOver();
        }
        uncount(run);
    }

    /** When the body must begin; null for any time. */
    @Nullable
    Deadline startBy() {
        return null;
    }

    /** The place in the queue of the pool that the call has or wants; null if it needs none. */
    @Nullable
    QueuePlace place() {
        return null;
    }

    /** What was asked for on behalf of a call that is over by now is given back. */
    void closeIfOver() {
        if (call().isDone()) {
            closeRequest();
        }
    }

    private void closeRequest() {
        Request latest = request;
        if (latest != null) {
            latest.close();
        }
    }

    final void refuse(Throwable reason) {
        String why = reason instanceof RefusedException ? reason.getMessage() : "one of its keys threw " + reason;
        call().failUnlessBegun(new RefusedException(call().name() + " is refused: " + why, reason));
        closeIfOver();
    }

    // ---------------------------------------------------------------- on the way out

    @Override
    public void ended(Call<?> ended) {
        super.ended(ended);
        uncount(run());
    }

    @Override
    void giveBack() {
        closeRequest();
        super.giveBack();
    }

    // ---------------------------------------------------------------- among those that wait

    /** The run that the call is on its way to. Who brings it on asks before he hands it on; from then on it may be another. */
    final int run() {
        return counted >> 2;
    }

    final void count(int run) {
        if (COUNTED.compareAndSet(this, run << 2 | NOT_YET, run << 2 | YES)) {
            gate.waiting().getAndIncrement();
        }
    }

    final void uncount(int run) {
        int seen = counted;
        while (seen >> 2 == run && !COUNTED.compareAndSet(this, seen, run << 2 | NO_MORE)) {
            seen = counted;
        }
        if (seen == (run << 2 | YES)) {
            gate.waiting().getAndDecrement();
        }
    }

    /** The next run is about to wait. Who brought the call to the last one may not have uncounted it yet, and will not any more. */
    final void nextRun() {
        int seen = (int) COUNTED.getAndSet(this, (run() + 1) << 2 | NOT_YET);
        if ((seen & 3) == YES) {
            gate.waiting().getAndDecrement();
        }
    }
}
