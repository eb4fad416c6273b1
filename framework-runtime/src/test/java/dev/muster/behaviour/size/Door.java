package dev.muster.behaviour.size;

import dev.muster.Parallel;
import dev.muster.Permits;
import dev.muster.Workers;
import java.util.concurrent.atomic.AtomicInteger;

/** A door for one at a time. */
final class Door {
    private final AtomicInteger inside = new AtomicInteger();
    private int passed;
    private boolean crowded;

    @Parallel(on = Workers.CORES)
    @Permits(value = 1, of = "turnstile")
    void pass() {
        crowded |= inside.incrementAndGet() != 1;
        passed++;
        inside.decrementAndGet();
    }

    int passed() {
        return passed;
    }

    boolean wasCrowded() {
        return crowded;
    }
}
