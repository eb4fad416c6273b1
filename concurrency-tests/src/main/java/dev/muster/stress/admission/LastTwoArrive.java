package dev.muster.stress.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Barrier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The last two parties arrive together: all pass, once. */
@JCStressTest
@Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "all three pass")
@State
public class LastTwoArrive {
    private final Admission admission = Ask.admission();
    private final Barrier barrier = admission.newBarrier("barrier", 3);
    private final Ask early = new Ask(barrier, 0);
    private final Ask one = new Ask(barrier, 0);
    private final Ask two = new Ask(barrier, 0);

    public LastTwoArrive() {
        early.ask();
    }

    @Actor
    public void first() {
        one.ask();
    }

    @Actor
    public void second() {
        two.ask();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = early.outcome() + one.outcome() + two.outcome();
        result.r2 = barrier.waiting();
    }
}
