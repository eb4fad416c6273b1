package dev.muster.runtime.workers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GlanceTest {
    private final Glance glance = new Glance();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void moreThanOneProcessor() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "with one processor nobody ever looks");
    }

    @Test
    void seesWhatComesWithinTheMoment() {
        assertTrue(glance.sees(() -> asked.incrementAndGet() == 20));
    }

    @Test
    void looksEverMoreSeldomWhenThatIsInVain() {
        for (int waits = 0; waits < 1 + 1 + 1 + 3 + 1 + 7; waits++) {
            assertFalse(glance.sees(this::looked));
        }
        int looks = timesLooked(1);

        assertEquals(1, looks, "the look after seven waits without");
        assertEquals(0, timesLooked(15));
        assertEquals(1, timesLooked(1));
    }

    @Test
    void looksEveryTimeAgainOnceItHasSeen() {
        timesLooked(1 + 1 + 1 + 3);

        assertTrue(glance.sees(() -> true));
        assertEquals(1, timesLooked(1), "the next wait");
    }

    @Test
    void forgetsAThrownLook() {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            try {
                glance.sees(() -> {
                    throw new IllegalStateException();
                });
            } catch (IllegalStateException expected) {
                // its place among those who look is free again
            }
        }
        assertTrue(glance.sees(() -> true));
    }

    /** In how many of so many waits, all in vain, the condition was looked at. */
    private int timesLooked(int waits) {
        int times = 0;
        for (int i = 0; i < waits; i++) {
            asked.set(0);
            glance.sees(this::looked);
            times += asked.get() > 0 ? 1 : 0;
        }
        return times;
    }

    private boolean looked() {
        asked.incrementAndGet();
        return false;
    }
}
