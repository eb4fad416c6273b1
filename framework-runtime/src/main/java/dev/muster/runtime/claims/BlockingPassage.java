package dev.muster.runtime.claims;

import dev.muster.JoinInterruptedException;
import dev.muster.MusterException;
import dev.muster.RefusedException;
import dev.muster.WaitTimeoutException;
import dev.muster.call.Hold;
import dev.muster.call.PolicedCall;
import dev.muster.runtime.admission.Barrier;
import dev.muster.runtime.admission.BlockingRequest;
import dev.muster.runtime.admission.Event;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Resource;
import dev.muster.runtime.admission.Units;
import dev.muster.runtime.policies.Tickets;
import dev.muster.spec.Durations;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One blocking call on its caller's thread: waits through the steps of its plan, holds while the body runs, and gives back. What
 * it holds belongs to the call whose body the thread runs, or to the thread. Used by that thread alone.
 */
public final class BlockingPassage implements Hold {
    private final Plan plan;
    private final Owner owner;
    private final IntFunction<? extends @Nullable Object> keys;
    private final long deadline;
    private @Nullable Tickets tickets; // null unless policies were asked
    private @Nullable BlockingRequest atBarrier;
    private @Nullable BlockingRequest units;
    private boolean over;

    private BlockingPassage(Plan plan, Owner owner, Object[] keys) {
        this.plan = plan;
        this.owner = owner;
        this.keys = index -> keys[index];
        this.deadline = System.nanoTime() + plan.waitNanos();
    }

    /**
     * As the other form, for a call that has custom policies.
     *
     * @throws MusterException if it is not admitted; then nothing is held
     */
    public static Hold enter(Plan plan, Owner owner, PolicedCall<?> call, Object... keys) {
        return new BlockingPassage(plan, owner, keys).enter(call);
    }

    /**
     * As the other form, for a call that needs these units, and nothing else.
     *
     * @throws MusterException if it is not admitted; then nothing is held
     */
    public static Hold enter(Plan plan, Owner owner, Units only, int take) {
        try {
            return BlockingRequest.acquired(owner, only, take);
        } catch (InterruptedException interrupted) {
            throw interrupted(plan, interrupted);
        } catch (RefusedException closed) {
            throw refused(plan, closed);
        }
    }

    /**
     * Waits until a blocking call is admitted.
     *
     * @throws MusterException if it is not; then nothing is held
     */
    public static Hold enter(Plan plan, Owner owner, Object... keys) {
        if (!plan.isOnlyUnits()) {
            return new BlockingPassage(plan, owner, keys).enter(null);
        }
        Place<Units> only = plan.onlyUnits();
        if (only != null) {
            return enter(plan, owner, only.resource(keys), only.take());
        }
        try {
            return acquired(plan.units(), owner, keys);
        } catch (InterruptedException interrupted) {
            throw interrupted(plan, interrupted);
        } catch (RefusedException closed) {
            throw refused(plan, closed);
        }
    }

    /** Holds several, or perhaps the same twice. */
    private static Hold acquired(List<Place<Units>> places, Owner owner, Object[] keys) throws InterruptedException {
        Place<Units> first = places.get(0);
        BlockingRequest all = BlockingRequest.of(owner, first.resource(keys), first.take());
        try {
            for (int i = 1; i < places.size(); i++) {
                Place<Units> place = places.get(i);
                all.and(place.resource(keys), place.take());
            }
            all.acquire();
        } catch (Throwable refused) {
            all.close();
            throw refused;
        }
        return all;
    }

    private static JoinInterruptedException interrupted(Plan plan, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new JoinInterruptedException(
                "interrupted while waiting to call " + plan.spec() + ", which was not called", interrupted);
    }

    /** Of a wait that did not outlast its Muster. */
    private static RefusedException refused(Plan plan, RefusedException closed) {
        return new RefusedException(plan.spec() + " was not called: " + closed.getMessage(), closed);
    }

    private Hold enter(@Nullable PolicedCall<?> call) {
        try {
            takeSteps(call);
        } catch (InterruptedException interrupted) {
            JoinInterruptedException told = interrupted(plan, interrupted);
            failed(told);
            throw told;
        } catch (Throwable refused) {
            failed(refused);
            throw refused;
        }
        return this;
    }

    private void takeSteps(@Nullable PolicedCall<?> call) throws InterruptedException {
        boolean again = call != null && call.attempt() > 1; // then it has passed its events and its entry barrier
        Barrier barrier = plan.barrier(keys, null);
        if (barrier != null && !(again && plan.hasEntryBarrier())) {
            atBarrier = new BlockingRequest(owner, barrier, 0);
        }
        if (!again) {
            awaitEvents();
        }
        if (call != null) {
            askPolicies(call);
        }
        if (atBarrier != null && plan.hasEntryBarrier()) {
            acquire(atBarrier);
        }
        BlockingRequest all = plan.unitsRequest(keys, null, this::unitsRequest);
        if (all != null) {
            acquire(all);
            units = all;
        }
    }

    private void awaitEvents() throws InterruptedException {
        for (Place<Event> event : plan.events()) {
            acquire(new BlockingRequest(owner, event.resource(keys), 0));
        }
    }

    private void askPolicies(PolicedCall<?> call) throws InterruptedException {
        Tickets asked = new Tickets();
        tickets = asked;
        for (int i = 0; i < plan.doors().size(); i++) {
            await(new BlockingRequest(owner, asked.ask(plan.doors(), i, call), 0)); // who refuses names the call
        }
    }

    private void overWithPolicies() {
        if (tickets != null) {
            tickets.over();
        }
    }

    private BlockingRequest unitsRequest(Resource resource, int take) {
        BooleanSupplier condition = plan.condition();
        return condition == null
                ? new BlockingRequest(owner, resource, take)
                : new OnCondition(owner, resource, take, condition);
    }

    private void acquire(BlockingRequest request) throws InterruptedException {
        try {
            await(request);
        } catch (RefusedException closed) {
            throw refused(plan, closed);
        }
    }

    private void await(BlockingRequest request) throws InterruptedException {
        if (plan.waitNanos() == 0) {
            request.acquire();
        } else if (!request.tryAcquire(deadline - System.nanoTime())) {
            throw new WaitTimeoutException(plan.spec() + " did not start within "
                    + Durations.text(plan.spec().terms().waitLimit()) + ": " + owner.name() + " waited for "
                    + request.awaited());
        }
    }

    /** The step for locks, where a condition must be true besides. */
    private static final class OnCondition extends BlockingRequest {
        private final BooleanSupplier condition;

        OnCondition(Owner owner, Resource resource, int take, BooleanSupplier condition) {
            super(owner, resource, take);
            this.condition = condition;
        }

        @Override
        protected BooleanSupplier condition() {
            return condition;
        }
    }

    // ---------------------------------------------------------------- on the way out

    @Override
    public void close() {
        over = true;
        if (units != null) {
            units.close();
        }
        overWithPolicies();
    }

    @Override
    public void succeeded() {
        if (over) {
            return;
        }
        if (units != null) {
            units.close();
        }
        overWithPolicies();
        if (atBarrier != null && plan.hasExitBarrier()) {
            passExit(atBarrier);
        }
        over = true;
        plan.fire(keys, null);
    }

    private void passExit(BlockingRequest exit) {
        try {
            exit.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new JoinInterruptedException(
                    "interrupted at the exit barrier of " + plan.spec() + ", whose body has run", interrupted);
        }
    }

    @Override
    public void failed(Throwable thrown) {
        if (over) {
            return;
        }
        over = true;
        if (atBarrier != null) {
            atBarrier.depart(thrown);
        }
        plan.fire(keys, thrown);
        if (units != null) {
            units.close();
        }
        overWithPolicies();
    }
}
