package dev.muster.runtime.claims;

import dev.muster.At;
import dev.muster.Mode;
import dev.muster.Priority;
import dev.muster.RefusedException;
import dev.muster.WorkerCrashedException;
import dev.muster.call.Call;
import dev.muster.call.Failure;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Barrier;
import dev.muster.runtime.admission.Event;
import dev.muster.runtime.admission.Request;
import dev.muster.runtime.admission.Resource;
import dev.muster.runtime.admission.Units;
import dev.muster.runtime.policies.Doors;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import dev.muster.spec.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one method need, with the resources found: events, then custom policies, then the entry barrier, then all
 * locks and permits in one step; and what their end brings about. Immutable.
 */
public final class Plan {
    private final MethodSpec spec;
    private final Admission admission;
    private final List<Place<Event>> events = new ArrayList<>();
    private final List<Place<Units>> units = new ArrayList<>();
    private final List<Place<Event>> fires = new ArrayList<>();
    private final @Nullable BooleanSupplier condition;
    private final Doors doors;
    private final long waitNanos;
    private final boolean isOnlyUnits;
    private final @Nullable Place<Units> onlyUnits;
    private Claim.@Nullable Barrier barrier;
    private @Nullable Place<Barrier> barrierPlace; // null for the barrier of a fan-out

    /**
     * Finds the resources of a method.
     *
     * @throws dev.muster.MusterException if another use of a name contradicts
     */
    public Plan(MethodSpec spec, ScopedResources resources, @Nullable BooleanSupplier condition) {
        this(spec, resources, condition, Doors.none(spec));
    }

    /** As the other form, with policies that decide when calls start. */
    public Plan(MethodSpec spec, ScopedResources resources, @Nullable BooleanSupplier condition, Doors doors) {
        this.spec = spec;
        this.doors = doors;
        this.admission = resources.admission();
        this.condition = condition;
        spec.terms().claims().forEach(claim -> add(claim, resources));
        for (Claim.Event fired : spec.terms().fires()) {
            fires.addAll(places(fired));
        }
        waitNanos = spec.terms().waitLimit().toNanos();
        isOnlyUnits = waitNanos == 0
                && !units.isEmpty()
                && events.isEmpty()
                && fires.isEmpty()
                && condition == null
                && barrier == null
                && doors.size() == 0;
        onlyUnits = isOnlyUnits && units.size() == 1 ? units.get(0) : null;
    }

    private void add(Claim claim, ScopedResources resources) {
        List<String> parameters = spec.terms().keys();
        if (claim instanceof Claim.Lock lock) {
            int take = lock.mode() == Mode.EXCLUSIVE ? Units.ALL : 1;
            units.addAll(Place.of(resources.locks(spec, lock), take, lock.keys(), parameters));
        } else if (claim instanceof Claim.Permits permits) {
            units.addAll(Place.of(resources.permits(spec, permits), permits.take(), permits.keys(), parameters));
        } else if (claim instanceof Claim.Event event) {
            events.addAll(places(event));
        } else if (claim instanceof Claim.Barrier declared) {
            barrier = declared;
            barrierPlace = declared.parties() == 0
                    ? null
                    : Place.of(admission.barriers(declared.name(), declared.parties()), 0, declared.keys(), parameters)
                            .get(0);
        }
    }

    private List<Place<Event>> places(Claim.Event event) {
        return Place.of(
                admission.events(event.name()), 0, event.keys(), spec.terms().keys());
    }

    // ---------------------------------------------------------------- what there is

    /** Whether calls need nothing, bring about nothing, and have no limit and no priority. */
    public boolean isEmpty() {
        return spec.terms().isEmpty() && spec.priority() == Priority.NORMAL;
    }

    /** The same without what another process admits: the policies and the limits alone. */
    public Plan doorsOnly(ScopedResources resources) {
        Terms left = spec.terms().claims(List.of()).fires(List.of()).condition("");
        return new Plan(spec.terms(left), resources, null, doors);
    }

    /** The policies that decide when calls start. */
    Doors doors() {
        return doors;
    }

    MethodSpec spec() {
        return spec;
    }

    Admission admission() {
        return admission;
    }

    /** The longest wait in nanoseconds, or 0 for no limit. */
    long waitNanos() {
        return waitNanos;
    }

    /** The one lock or permits that all calls need, and nothing else; null if they need more, or it depends on a key. */
    public @Nullable Units onlyUnkeyed() {
        return onlyUnits == null || onlyUnits.key() != Place.UNKEYED
                ? null
                : onlyUnits.family().unkeyed();
    }

    /** How many units calls take of the only thing that they need; 0 if they need more, or less. */
    public int onlyTake() {
        return onlyUnits == null ? 0 : onlyUnits.take();
    }

    /** Whether calls have a limit of their own. */
    boolean isLimited() {
        return waitNanos > 0 || runNanos() > 0;
    }

    /** The longest run in nanoseconds, or 0 for no limit. */
    long runNanos() {
        return spec.terms().runLimit().toNanos();
    }

    @Nullable
    BooleanSupplier condition() {
        return condition;
    }

    /** The barrier whose parties are the calls of a fan-out, or null. */
    public Claim.@Nullable Barrier barrierOfFanOut() {
        return barrier != null && barrierPlace == null ? barrier : null;
    }

    /** How many calls make a generation of the barrier that the method declares; 0 if it declares none. */
    public int declaredParties() {
        return barrier == null ? 0 : barrier.parties();
    }

    boolean hasEntryBarrier() {
        return barrier != null && barrier.at() == At.ENTRY;
    }

    boolean hasExitBarrier() {
        return barrier != null && barrier.at() == At.EXIT;
    }

    /** Whether somebody else wants to know how calls end. */
    boolean isWatched() {
        return barrier != null || !fires.isEmpty();
    }

    /** Whether calls need locks and permits, and nothing else. */
    boolean isOnlyUnits() {
        return isOnlyUnits;
    }

    /** Whether calls need nothing but locks, permits and a condition, have no limit, are run once, and nobody waits for their end. */
    boolean needsUnitsAlone() {
        return !isLimited()
                && !isWatched()
                && events.isEmpty()
                && doors.size() == 0
                && spec.terms().attempts() <= 1;
    }

    /** The locks and permits that calls need, those of fan-outs apart. */
    List<Place<Units>> units() {
        return units;
    }

    /** The one lock or permits that calls need, and nothing else; null if they need more, or less. */
    @Nullable
    Place<Units> onlyUnits() {
        return onlyUnits;
    }

    /** Whether a call is run again after a run that ended so. */
    boolean repeats(Failure how, int attempt) {
        return attempt < spec.terms().attempts() && !how.fromBody() && how.cause() instanceof WorkerCrashedException;
    }

    // ---------------------------------------------------------------- for one call

    /**
     * The values of the key parameters.
     *
     * @throws RefusedException if one is null
     */
    public Object[] keysOf(Call<?> call) {
        Object[] keys = new Object[spec.terms().keys().size()];
        for (int i = 0; i < keys.length; i++) {
            Object value = call.key(i);
            if (value == null) {
                throw new RefusedException("the key '" + spec.terms().keys().get(i) + "' is null: a key needs a value");
            }
            keys[i] = value;
        }
        return keys;
    }

    List<Place<Event>> events() {
        return events;
    }

    /** The barrier for one call; null if it has none. */
    @Nullable
    Barrier barrier(IntFunction<? extends @Nullable Object> keys, @Nullable Group group) {
        if (barrier == null) {
            return null;
        }
        Place<Barrier> place = barrierPlace;
        return place != null ? place.resource(keys) : group == null ? null : group.barrier();
    }

    /** One request for all locks and permits, those of a fan-out among them; null if there are none. */
    <Q extends Request> @Nullable Q unitsRequest(
            IntFunction<? extends @Nullable Object> keys, @Nullable Group group, Maker<Q> maker) {
        Q request = null;
        for (Place<Units> place : units) {
            request = ask(request, place.resource(keys), place.take(), maker);
        }
        Units window = group == null ? null : group.window();
        return window == null ? request : ask(request, window, 1, maker);
    }

    private static <Q extends Request> Q ask(@Nullable Q request, Units resource, int take, Maker<Q> maker) {
        if (request == null) {
            return maker.make(resource, take);
        }
        request.and(resource, take);
        return request;
    }

    /** Makes a request for one resource. */
    @FunctionalInterface
    interface Maker<Q extends Request> {
        Q make(Resource resource, int take);
    }

    /** A call has ended: sets the events, or fails them because of {@code cause}. */
    void fire(IntFunction<? extends @Nullable Object> keys, @Nullable Throwable cause) {
        for (Place<Event> place : fires) {
            if (cause == null) {
                place.resource(keys).set();
            } else {
                failEvent(place, keys, cause);
            }
        }
    }

    /** A call that failed because its key is null has no event to fail. */
    private static void failEvent(Place<Event> place, IntFunction<? extends @Nullable Object> keys, Throwable cause) {
        if (place.key() == Place.UNKEYED || keys.apply(place.key()) != null) {
            place.resource(keys).fail(cause);
        }
    }
}
