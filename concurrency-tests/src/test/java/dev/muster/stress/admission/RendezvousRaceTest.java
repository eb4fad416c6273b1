package dev.muster.stress.admission;

import static dev.muster.stress.Race.check;

import dev.muster.MusterException;
import dev.muster.SharedSemaphore;
import dev.muster.runtime.admission.Admission;
import dev.muster.runtime.admission.Barrier;
import dev.muster.runtime.admission.Event;
import dev.muster.runtime.admission.Units;
import dev.muster.stress.Race;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races of events, barriers and the handles of permits. */
class RendezvousRaceTest {
    private static Barrier barrier() {
        return Ask.admission().barriers("barrier", 2).unkeyed();
    }

    private static void giveUp(Ask party) {
        if (!party.giveUp(new MusterException("cancelled"))) {
            party.close();
        }
    }

    @Test
    @DisplayName("an event is set while one begins to wait for it: it goes on, once")
    void setMeetsAwait() {
        Race.explore(() -> {
            Event event = Ask.admission().events("event").unkeyed();
            Ask waits = new Ask(event, 1);
            return new Race(waits)
                    .party(event::set)
                    .party(waits::ask)
                    .afterwards(() -> check(1, waits.outcome(), "the one who waits"));
        });
    }

    @Test
    @DisplayName("an event fails while one begins to wait for it: it fails, once")
    void failureMeetsAwait() {
        Race.explore(() -> {
            Event event = Ask.admission().events("event").unkeyed();
            Ask waits = new Ask(event, 1);
            return new Race(waits)
                    .party(() -> event.fail(new MusterException("its call failed")))
                    .party(waits::ask)
                    .afterwards(() -> check(2, waits.outcome(), "the one who waits"));
        });
    }

    @Test
    @DisplayName("an event is set while one who waits for it gives up, and another waits: each is told once")
    void setMeetsWithdrawal() {
        Race.explore(() -> {
            Event event = Ask.admission().events("event").unkeyed();
            Ask first = new Ask(event, 1);
            Ask second = new Ask(event, 1);
            first.ask();
            second.ask();
            return new Race(first, second)
                    .party(event::set)
                    .party(() -> giveUp(first))
                    .afterwards(() -> {
                        check(first.outcome() == 1 || first.outcome() == 2, "the first: " + first.outcome());
                        check(1, second.outcome(), "the second");
                    });
        });
    }

    @Test
    @DisplayName("the last two parties arrive at once: both pass")
    void lastTwoArrive() {
        Race.explore(() -> {
            Barrier barrier = barrier();
            Ask first = new Ask(barrier, 1);
            Ask second = new Ask(barrier, 1);
            return new Race(first, second).party(first::ask).party(second::ask).afterwards(() -> {
                check(1, first.outcome(), "the first");
                check(1, second.outcome(), "the second");
            });
        });
    }

    @Test
    @DisplayName("one party gives up while the last arrives: both pass, or both fail, and the next generation is clean")
    void lastArrivesWhileTheFirstDeparts() {
        Race.explore(() -> {
            Barrier barrier = barrier();
            Ask first = new Ask(barrier, 1);
            Ask last = new Ask(barrier, 1);
            first.ask();
            return new Race(first, last)
                    .party(() -> giveUp(first))
                    .party(last::ask)
                    .afterwards(() -> {
                        check(first.outcome(), last.outcome(), "the last, compared to the first");
                        check(first.outcome() == 1 || first.outcome() == 2, "the first: " + first.outcome());
                        check(!barrier.isBroken(), "still broken");
                        check(0, barrier.waiting(), "waiting");
                    });
        });
    }

    @Test
    @DisplayName("a barrier is aborted while the last arrives: both pass or both fail")
    void abortMeetsLastArrival() {
        Race.explore(() -> {
            Barrier barrier = barrier();
            Ask first = new Ask(barrier, 1);
            Ask last = new Ask(barrier, 1);
            first.ask();
            return new Race(first, last)
                    .party(() -> barrier.abort(new MusterException("enough")))
                    .party(last::ask)
                    .afterwards(() -> {
                        check(first.outcome(), last.outcome(), "the last, compared to the first");
                        check(first.outcome() == 1 || first.outcome() == 2, "the first: " + first.outcome());
                        check(barrier.isBroken(), "not broken");
                    });
        });
    }

    @Test
    @DisplayName("three arrive at a barrier for two: two pass, and one waits for the next generation")
    void surplusArrivalMeetsTheLast() {
        Race.explore(() -> {
            Barrier barrier = barrier();
            Ask first = new Ask(barrier, 1);
            Ask second = new Ask(barrier, 1);
            Ask third = new Ask(barrier, 1);
            first.ask();
            return new Race(first, second, third)
                    .party(second::ask)
                    .party(third::ask)
                    .afterwards(() -> {
                        check(1, first.outcome(), "the first");
                        check(1, second.outcome() + third.outcome(), "the second and the third");
                        check(1, barrier.waiting(), "waiting");
                    });
        });
    }

    @Test
    @DisplayName("threads take and give back the only permit through a handle: never two at once, none lost")
    void permitGoesFromThreadToThread() {
        Race.explore(() -> {
            Admission admission = Ask.admission();
            SharedSemaphore permit = admission.semaphore("permit", 1);
            AtomicInteger inside = new AtomicInteger();
            Race.Action once = () -> {
                permit.acquire();
                check(1, inside.incrementAndGet(), "inside");
                inside.decrementAndGet();
                permit.release();
            };
            Units units = admission.permits("permit", 1).unkeyed();
            return new Race(permit, inside, new Ask(units, 1))
                    .party(once)
                    .party(once)
                    .afterwards(() -> {
                        check(1, permit.available(), "permits");
                        check(0, units.waiting(), "waiting");
                    });
        });
    }
}
