package dev.muster.stress.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Units;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two ask for a free lock: one has it, and the other has it after that. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one after the other")
@State
public class TwoTake {
    private final Admission admission = Ask.admission();
    private final Units lock = admission.locks("lock").unkeyed();
    private final Ask one = new Ask(lock, Units.ALL);
    private final Ask two = new Ask(lock, Units.ALL);

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
        result.r1 = one.outcome() + two.outcome();
        (one.outcome() == 1 ? one : two).close();
        result.r2 = one.outcome() * two.outcome();
    }
}
