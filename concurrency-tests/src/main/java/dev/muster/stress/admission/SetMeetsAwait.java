package dev.muster.stress.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Event;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An event is set while another comes to wait for it. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "goes on")
@State
public class SetMeetsAwait {
    private final Admission admission = Ask.admission();
    private final Event event = admission.events("event").unkeyed();
    private final Ask waiter = new Ask(event, 0);

    @Actor
    public void first() {
        event.set();
    }

    @Actor
    public void second() {
        waiter.ask();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = waiter.outcome();
        result.r2 = event.waiting();
    }
}
