package dev.muster.runtime.policies;

import dev.muster.call.Call;
import dev.muster.call.MethodPolicies;
import dev.muster.call.PolicedCall;
import dev.muster.spec.MethodSpec;
import java.util.List;

/**
 * The policies that decide when the calls of one method start, outermost first. Immutable.
 *
 * @param spec what the method's annotations say
 * @param policies all its policies, with the names of its parameters
 * @param keepers who asks them
 */
public record Doors(MethodSpec spec, MethodPolicies policies, List<Doorkeeper> keepers) {
    /** Copies the list. */
    public Doors {
        keepers = List.copyOf(keepers);
    }

    /** None, for a method without policies. */
    public static Doors none(MethodSpec spec) {
        return new Doors(spec, new MethodPolicies(List.of(), List.of()), List.of());
    }

    /** How many there are. */
    public int size() {
        return keepers.size();
    }

    /** Has the policy at {@code index} asked about a call of a method with policies. */
    public Ticket ask(int index, Call<?> call) {
        return keepers.get(index).ask(known(call));
    }

    /** A call of a method with policies, as these know it. */
    public KnownCall known(Call<?> call) {
        return new KnownCall((PolicedCall<?>) call, spec, policies);
    }
}
