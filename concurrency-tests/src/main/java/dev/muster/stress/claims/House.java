package dev.muster.stress.claims;

import dev.muster.WhenFull;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.LockOrder;
import dev.muster.runtime.admission.ThreadOwner;
import dev.muster.runtime.claims.Gate;
import dev.muster.runtime.claims.Plan;
import dev.muster.runtime.claims.Room;
import dev.muster.runtime.claims.ScopedResources;
import dev.muster.runtime.claims.Timer;
import dev.muster.spec.MethodSpec;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** A gate before a pool that is run by hand, for the calls of one method. */
final class House {
    private static final Timer TIMER = new Timer();

    final HandPool pool = new HandPool();
    private final Admission admission =
            new Admission(ThreadOwner::current, Admission.Blocking.PLAIN, new LockOrder(text -> {}, false));
    private final AtomicLong waiting = new AtomicLong();
    private final MethodSpec spec;
    private final Gate gate;

    House(MethodSpec spec) {
        this.spec = spec;
        Room room = new Room(
                Integer.MAX_VALUE,
                WhenFull.REFUSE,
                admission.permits("places", Integer.MAX_VALUE).unkeyed());
        Plan plan = new Plan(spec, new ScopedResources(admission), null);
        this.gate = new Gate(plan, pool, null, TIMER, waiting, null, room, null);
    }

    /** A new call at the gate. */
    HeldCall admit() {
        return admit(call -> {});
    }

    /** The same, whose body does this. */
    HeldCall admit(Consumer<HeldCall> inside) {
        HeldCall call = new HeldCall(spec, inside);
        gate.admit(call, null);
        return call;
    }

    /** A new call that is still to come to the gate. */
    HeldCall outside() {
        return new HeldCall(spec, call -> {});
    }

    /** Brings a call to the gate. */
    void admit(HeldCall call) {
        gate.admit(call, null);
    }

    /** Whether somebody has a lock. */
    boolean isTaken(String name) {
        Lock lock = admission.lock(name, null);
        boolean free = lock.tryLock();
        if (free) {
            lock.unlock();
        }
        return !free;
    }

    /** Sets an event. */
    void set(String event) {
        admission.event(event, null).set();
    }

    /** Whether nobody counts as waiting, and a new call goes through at once. */
    boolean isFree() {
        HeldCall next = admit();
        pool.runAll();
        return next.outcome() == 1 && waiting.get() == 0;
    }
}
