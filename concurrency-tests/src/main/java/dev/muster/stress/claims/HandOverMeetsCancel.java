package dev.muster.stress.claims;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZZ_Result;

/** A body ends and its lock goes to the next call, which is cancelled meanwhile: it ends once, and the lock is free. */
@JCStressTest
@Outcome(id = "1, false, true", expect = ACCEPTABLE, desc = "ran; the cancel came too late")
@Outcome(id = "3, true, true", expect = ACCEPTABLE, desc = "cancelled before it ran, or while it did")
@State
public class HandOverMeetsCancel {
    private final House house = new House(MethodSpec.of("Stress", "guarded()").claims(Claim.lock("lock")));
    private final HeldCall first = house.admit();
    private final HeldCall next = house.admit();

    public HandOverMeetsCancel() {
        house.pool.begin();
    }

    @Actor
    public void worker() {
        first.invoke();
        house.pool.runAll();
    }

    @Actor
    public void caller(IZZ_Result result) {
        result.r2 = next.cancel(false);
    }

    @Arbiter
    public void afterwards(IZZ_Result result) {
        house.pool.runAll();
        result.r1 = next.outcome();
        result.r3 = house.isFree();
    }
}
