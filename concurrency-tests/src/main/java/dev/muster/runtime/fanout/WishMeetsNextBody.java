package dev.muster.runtime.fanout;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Another has the rest of a block while the worker waits in a body and goes on: each body runs once, somewhere. */
@JCStressTest
@Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "once each")
@State
public class WishMeetsNextBody {
    private final WaitingWorker worker = new WaitingWorker(4);

    @Actor
    public void runs() {
        worker.runs();
    }

    @Actor
    public void wishes() {
        worker.isRobbed();
    }

    @Arbiter
    public void afterwards(IIII_Result result) {
        result.r1 = worker.times(0);
        result.r2 = worker.times(1);
        result.r3 = worker.times(2);
        result.r4 = worker.times(3);
    }
}
