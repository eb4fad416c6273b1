package dev.muster.stress.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** A worker begins a call while its caller cancels it: one of them wins, and the call ends once. */
@JCStressTest
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "ran to its end; the cancel came too late")
@Outcome(id = "true, true, 1", expect = ACCEPTABLE, desc = "cancelled while its body ran")
@Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "cancelled before it began; the body never ran")
@State
public class RunMeetsCancel {
    private final StressCall call = new StressCall();

    @Actor
    public void worker(ZZI_Result result) {
        result.r1 = call.runHere();
    }

    @Actor
    public void caller(ZZI_Result result) {
        result.r2 = call.cancel(false);
    }

    @Arbiter
    public void ends(ZZI_Result result) {
        boolean consistent = call.hasEnded() && result.r1 == (call.bodies.get() == 1);
        result.r3 = consistent ? call.ends.get() : -1;
    }
}
