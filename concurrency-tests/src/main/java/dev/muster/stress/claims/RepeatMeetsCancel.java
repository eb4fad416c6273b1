package dev.muster.stress.claims;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.WorkerCrashedException;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZZ_Result;

/**
 * The worker of a call that may be run again dies while the call is cancelled: it is cancelled, or runs again and succeeds; it
 * holds nothing afterwards and nobody waits.
 */
@JCStressTest
@Outcome(id = "1, false, true", expect = ACCEPTABLE, desc = "ran again; the cancel came too late")
@Outcome(id = "3, true, true", expect = ACCEPTABLE, desc = "cancelled before, between or in its runs")
@State
public class RepeatMeetsCancel {
    private final House house = new House(
            MethodSpec.of("Stress", "again()").claims(Claim.lock("lock")).attempts(2));
    private final HeldCall call = house.admit();

    public RepeatMeetsCancel() {
        house.pool.begin();
    }

    @Actor
    public void worker() {
        call.fail(new WorkerCrashedException("again-1", "Process-1", 1, 137, "SIGKILL", List.of(), null));
        house.pool.runAll();
    }

    @Actor
    public void caller(IZZ_Result result) {
        result.r2 = call.cancel(false);
    }

    @Arbiter
    public void afterwards(IZZ_Result result) {
        house.pool.runAll();
        result.r1 = call.outcome();
        result.r3 = house.isFree();
    }
}
