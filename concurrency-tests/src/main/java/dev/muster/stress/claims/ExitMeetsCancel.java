package dev.muster.stress.claims;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.At;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/** The last party comes to an exit barrier while the one that waits there is cancelled: both pass, or neither. */
@JCStressTest
@Outcome(id = "1, 1, false", expect = ACCEPTABLE, desc = "both passed; the cancel came too late")
@Outcome(id = "3, 2, true", expect = ACCEPTABLE, desc = "cancelled, and the barrier broke for the other")
@State
public class ExitMeetsCancel {
    private final House house = new House(MethodSpec.of("Stress", "meeting()")
            .claims(Claim.barrier("meeting", 2).at(At.EXIT)));
    private final HeldCall first = house.admit();
    private final HeldCall last;

    public ExitMeetsCancel() {
        house.pool.runAll();
        last = house.admit();
        house.pool.begin();
    }

    @Actor
    public void worker() {
        last.invoke();
    }

    @Actor
    public void caller(IIZ_Result result) {
        result.r3 = first.cancel(false);
    }

    @Arbiter
    public void afterwards(IIZ_Result result) {
        result.r1 = first.outcome();
        result.r2 = last.outcome();
    }
}
