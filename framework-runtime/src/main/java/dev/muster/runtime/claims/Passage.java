package dev.muster.runtime.claims;

import dev.muster.RefusedException;
import dev.muster.call.Call;
import dev.muster.call.Deadline;
import dev.muster.call.Description;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through a {@link Gate}: asks for its locks and permits, together, has the call run by the pool once they are
 * granted, and gives them back when the body has ended.
 *
 * <p>One thread at a time brings the call on: its starter, and then whoever grants what it waits for. That one is seen to wait, or has
 * what is granted, and then asks whether the call is over; who ends the call does so and then closes what it waits for or has: so
 * nothing is left open.
 *
 * <p>The call counts among those that wait to be admitted from when its step begins to wait until that was in vain, or the call
 * is with its pool.
 *
 * <p>A million calls may wait: what few of them need is in {@link StagedPassage}.
 */
class Passage extends Holder {
    private final Gate gate;

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
        Request units;
        boolean granted;
        try {
            units = unitsRequest();
            granted = units == null || units.submit();
        } catch (Throwable thrown) { // a key is null, or its hashCode or equals throws
            refuse(thrown);
            return;
        }
        if (units == null || (granted && !units.hasWaited())) {
            enter();
        } else if (granted) {
            goOn();
        } else {
            giveBackIfOver();
        }
    }

    /** Its step is granted, after a wait. */
    void goOn() {
        enter();
        gate.waiting().getAndDecrement();
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

    /** Has the pool run the call. */
    final void enter() {
        if (call().queue()) {
            gate.pool().execute(call(), plan().spec().priority(), startBy());
        } else {
            giveBackIfOver();
        }
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

    /** What was asked for on behalf of a call that has ended by now is given up, or given back. */
    final void giveBackIfOver() {
        if (call().hasEnded()) {
            giveBack();
        }
    }

    final void refuse(Throwable reason) {
        String why = reason instanceof RefusedException
                ? reason.getMessage()
                : "one of its keys threw " + Description.of(reason);
        call().failUnlessBegun(new RefusedException(call().name() + " is refused: " + why, reason));
        giveBackIfOver();
    }

    // ---------------------------------------------------------------- on the way out

    @Override
    void giveBack() {
        if (awaits() instanceof Request waiting) {
            waiting.close();
        }
        super.giveBack();
    }

    // ---------------------------------------------------------------- among those that wait

    /** From now on. Called with the latches of a step held. */
    void waits() {
        gate.waiting().getAndIncrement();
    }

    /** No more: the step waited in vain. Called as {@link #waits} is. */
    void waitsInVain() {
        gate.waiting().getAndDecrement();
    }
}
