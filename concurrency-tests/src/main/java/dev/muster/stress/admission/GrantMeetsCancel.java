package dev.muster.stress.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.MusterException;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Units;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The holder leaves while the first in line gives up: that one is told once, and the next is granted. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "granted, then closed")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "gave up first")
@State
public class GrantMeetsCancel {
    private final Admission admission = Ask.admission();
    private final Units lock = admission.locks("lock").unkeyed();
    private final Ask holder = new Ask(lock, Units.ALL);
    private final Ask waiter = new Ask(lock, Units.ALL);
    private final Ask next = new Ask(lock, Units.ALL);

    public GrantMeetsCancel() {
        holder.ask();
        waiter.ask();
        next.ask();
    }

    @Actor
    public void first() {
        holder.close();
    }

    @Actor
    public void second() {
        if (!waiter.giveUp(new MusterException("cancelled"))) {
            waiter.close();
        }
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = waiter.outcome();
        result.r2 = next.outcome();
    }
}
