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

/** The holder leaves while another comes: no wake-up is lost. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "granted")
@State
public class ReleaseMeetsSubmit {
    private final Admission admission = Ask.admission();
    private final Units lock = admission.locks("lock").unkeyed();
    private final Ask holder = new Ask(lock, Units.ALL);
    private final Ask comes = new Ask(lock, Units.ALL);

    public ReleaseMeetsSubmit() {
        holder.ask();
    }

    @Actor
    public void first() {
        holder.close();
    }

    @Actor
    public void second() {
        comes.ask();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = comes.outcome();
        result.r2 = lock.waiting();
    }
}
