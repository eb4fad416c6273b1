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

/** A granted request is closed by two threads: its permit comes back once. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "one of the two who wait")
@State
public class TwoClose {
    private final Admission admission = Ask.admission();
    private final Units permit = admission.permits("permit", 1).unkeyed();
    private final Ask holder = new Ask(permit, 1);
    private final Ask next = new Ask(permit, 1);
    private final Ask last = new Ask(permit, 1);

    public TwoClose() {
        holder.ask();
        next.ask();
        last.ask();
    }

    @Actor
    public void first() {
        holder.close();
    }

    @Actor
    public void second() {
        holder.close();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = next.outcome();
        result.r2 = last.outcome();
    }
}
