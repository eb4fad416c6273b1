package dev.muster.stress.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Somebody asks to be told while the call ends: told once, and the result is there by then. */
@JCStressTest
@Outcome(id = "1, 42", expect = ACCEPTABLE, desc = "told once, with the result")
@State
public class ActionMeetsEnd {
    private final StressCall call = new StressCall();
    private final AtomicInteger told = new AtomicInteger();
    private volatile int seen;

    @Actor
    public void worker() {
        call.runHere();
    }

    @Actor
    public void asker() {
        call.onDone(() -> {
            told.incrementAndGet();
            seen = call.value();
        });
    }

    @Arbiter
    public void outcome(II_Result result) {
        result.r1 = told.get();
        result.r2 = seen;
    }
}
