package dev.muster.stress.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A canceller interrupts a body that is just ending: the interrupt never reaches what its thread does next. */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "the next body is undisturbed")
@State
public class InterruptMeetsNextBody {
    private final StressCall call = new StressCall();

    @Actor
    public void worker(Z_Result result) {
        call.runHere();
        Thread.interrupted(); // as a worker clears it between bodies
        boolean leaked = false;
        for (int i = 0; i < 100; i++) {
            leaked |= Thread.interrupted();
        }
        result.r1 = leaked;
    }

    @Actor
    public void canceller() {
        call.cancel(true);
    }
}
