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

/** A parent begins to join while its child asks for the lock that it holds: the child has it. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "lent")
@State
public class JoinMeetsChildWait {
    private final Admission admission = Ask.admission();
    private final Units lock = admission.locks("lock").unkeyed();
    private final Ask.By parent = new Ask.By(null);
    private final Ask.By child = new Ask.By(parent);
    private final Ask held = new Ask(parent, lock, Units.ALL, null);
    private final Ask wanted = new Ask(child, lock, Units.ALL, null);

    public JoinMeetsChildWait() {
        held.ask();
    }

    @Actor
    public void first() {
        admission.joining(parent, new OneChild(child));
    }

    @Actor
    public void second() {
        wanted.ask();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = wanted.outcome();
        result.r2 = lock.waiting();
        admission.close();
    }
}
