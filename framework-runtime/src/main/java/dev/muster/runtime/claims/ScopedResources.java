package dev.muster.runtime.claims;

import dev.muster.MusterException;
import dev.muster.Scope;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Resources;
import dev.muster.runtime.admission.Units;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import java.util.HashMap;
import java.util.Map;

/** The locks and permits that one dispatcher finds: the runtime's, and its own. Used by the thread that builds it. */
public final class ScopedResources {
    private final Admission admission;
    private final Map<String, Resources<Units>> ownLocks = new HashMap<>();
    private final Map<String, Resources<Units>> ownPermits = new HashMap<>();
    private final Map<String, Integer> ownCounts = new HashMap<>();

    /** For one new dispatcher. */
    public ScopedResources(Admission admission) {
        this.admission = admission;
    }

    Admission admission() {
        return admission;
    }

    Resources<Units> locks(MethodSpec method, Claim.Lock lock) {
        return switch (lock.scope()) {
            case RUNTIME -> admission.locks(lock.name());
            case INSTANCE -> ownLocks.computeIfAbsent(lock.name(), admission::newLocks);
            case CLUSTER -> throw tooWide(method, "lock '" + lock.name() + "'");
        };
    }

    Resources<Units> permits(MethodSpec method, Claim.Permits permits) {
        String name = permits.name().isEmpty() ? method.type() + "." + method.signature() : permits.name();
        return switch (permits.scope()) {
            case RUNTIME -> admission.permits(name, permits.permits());
            case INSTANCE -> own(name, permits.permits());
            case CLUSTER -> throw tooWide(method, "permits '" + name + "'");
        };
    }

    private Resources<Units> own(String name, int count) {
        int known = ownCounts.computeIfAbsent(name, any -> count);
        if (known != count) {
            throw new MusterException("[MUSTER-410] permits '" + name + "' are declared with " + known + " and with "
                    + count + ": give every use of the name the same number");
        }
        return ownPermits.computeIfAbsent(name, any -> admission.newPermits(name, count));
    }

    private static MusterException tooWide(MethodSpec method, String what) {
        return new MusterException(method + " wants " + what + " to be the same in a whole cluster (" + Scope.CLUSTER
                + "), but this Muster is no member of one. Use scope " + Scope.RUNTIME
                + " for all threads and child processes of this Muster.");
    }
}
