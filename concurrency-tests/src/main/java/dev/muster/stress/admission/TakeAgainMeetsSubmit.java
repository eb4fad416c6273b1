package dev.muster.stress.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.BlockingRequest;
import dev.muster.runtime.admission.Owner;
import dev.muster.runtime.admission.Units;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread takes a lock in one step, with the request that it has used before, while another asks for it: never both at once, and
 * afterwards the lock is free.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "one after the other, or the second gave up")
@State
public class TakeAgainMeetsSubmit {
    private final Admission admission = Ask.admission();
    private final Units lock = admission.locks("lock").unkeyed();
    private final Owner thread = new Ask.By(null);
    private final Ask other = new Ask(lock, Units.ALL);
    private int inside; // plain: the lock guards it
    private int others; // of these, how many the other's

    public TakeAgainMeetsSubmit() {
        hold();
    }

    private void hold() {
        try {
            BlockingRequest hold = BlockingRequest.acquired(thread, lock, Units.ALL);
            inside++;
            hold.close();
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    @Actor
    public void again() {
        hold();
        hold();
    }

    @Actor
    public void submits() {
        other.ask();
        if (other.outcome() == 1) {
            inside++;
            others++;
        }
        other.close();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = inside - 3 - others;
        Ask last = new Ask(lock, Units.ALL);
        last.ask();
        result.r2 = last.outcome();
    }
}
