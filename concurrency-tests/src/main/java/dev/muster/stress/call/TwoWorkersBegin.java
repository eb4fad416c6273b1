package dev.muster.stress.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** A joining worker claims a call while another takes it from the queue: its body runs once. */
@JCStressTest
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the first ran it")
@Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the second ran it")
@State
public class TwoWorkersBegin {
    private final StressCall call = new StressCall();

    @Actor
    public void joiner(ZZI_Result result) {
        result.r1 = call.runHere();
    }

    @Actor
    public void taker(ZZI_Result result) {
        result.r2 = call.runHere();
    }

    @Arbiter
    public void ends(ZZI_Result result) {
        result.r3 = call.bodies.get() == 1 ? call.ends.get() : -1;
    }
}
