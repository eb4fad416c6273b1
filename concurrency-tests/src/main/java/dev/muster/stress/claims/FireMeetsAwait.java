package dev.muster.stress.claims;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two calls come to an event, one after the other, while it is set: both run, once. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE)
@State
public class FireMeetsAwait {
    private final House house =
            new House(MethodSpec.of("Stress", "awaiting()").claims(Claim.event("go"), Claim.lock("lock")));
    private final HeldCall first = house.admit();
    private @Nullable HeldCall second;

    @Actor
    public void setter() {
        house.set("go");
        house.pool.runAll();
    }

    @Actor
    public void caller() {
        second = house.admit();
        house.pool.runAll();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        house.pool.runAll();
        result.r1 = first.outcome();
        result.r2 = second == null ? -1 : second.outcome();
    }
}
