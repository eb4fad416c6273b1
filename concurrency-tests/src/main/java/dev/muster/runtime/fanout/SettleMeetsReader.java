package dev.muster.runtime.fanout;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A worker settles a slot and looks for readers without a fence in between, while a reader comes: when its doubt is over, it sees the
 * slot. The condition counts the reader's looks, and gives up where the reader would wait for good; that is as it should be if the
 * worker comes later than this.
 */
@JCStressTest
@Outcome(id = "true, [12]", expect = ACCEPTABLE, desc = "told, or there already")
@Outcome(id = "false, [12]", expect = ACCEPTABLE, desc = "nobody to tell; there already")
@Outcome(id = "true, 3", expect = ACCEPTABLE, desc = "told")
@Outcome(id = "false, 3", expect = ACCEPTABLE_INTERESTING, desc = "each overlooked the other; seen after the doubt")
@Outcome(id = "(true|false), 5", expect = ACCEPTABLE, desc = "the worker came after the doubt, and would have told")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "the reader would wait for good")
@State
public class SettleMeetsReader {
    private static final long DOUBT_NANOS = 100_000;

    private final Slots<Integer> slots = new Slots<>(1);
    private final Watchers readers = new Watchers(DOUBT_NANOS);
    private volatile Thread reader = Thread.currentThread();
    private int looks;
    private long lookedAt;
    private long gaveUpAt;

    @Actor
    public void worker(ZI_Result result) {
        slots.settle(0, 1);
        if (readers.any()) {
            result.r1 = true;
            readers.changed();
        }
        lookedAt = System.nanoTime();
    }

    @Actor
    public void reader() {
        reader = Thread.currentThread();
        long start = System.nanoTime();
        try {
            readers.await(() -> sees(start), null, () -> "a reader");
        } catch (InterruptedException nobody) {
            throw new IllegalStateException(nobody);
        }
    }

    @Arbiter
    public void judge(ZI_Result result) {
        result.r2 = looks == 4 && lookedAt > gaveUpAt ? 5 : looks;
    }

    private boolean sees(long start) {
        long now = System.nanoTime();
        boolean there = slots.isSettled(0);
        if (Thread.currentThread() != reader) {
            return there;
        }
        if (looks < 2 || now - start > DOUBT_NANOS) { // what wakes it earlier is left over from another race
            looks++;
        }
        if (looks == 3 && !there) {
            looks = 4;
            gaveUpAt = now;
        }
        return there || looks == 4;
    }
}
