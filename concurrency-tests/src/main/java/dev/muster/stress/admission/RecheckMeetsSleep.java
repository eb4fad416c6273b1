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

/** What a condition depends on changes, with a recheck, while a request asks and falls asleep: it is asked again. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "granted")
@State
public class RecheckMeetsSleep {
    private final Admission admission = Ask.admission();
    private final Units lock = admission.locks("lock").unkeyed();
    private volatile boolean open;
    private final Ask asks = new Ask(new Ask.By(null), lock, Units.ALL, () -> open);

    @Actor
    public void first() {
        open = true;
        lock.recheck();
    }

    @Actor
    public void second() {
        asks.ask();
    }

    @Arbiter
    public void afterwards(II_Result result) {
        result.r1 = asks.outcome();
        result.r2 = lock.waiting();
    }
}
