package dev.muster.stress.claims;

import static dev.muster.stress.Race.check;

import dev.muster.At;
import dev.muster.WaitTimeoutException;
import dev.muster.WorkerCrashedException;
import dev.muster.spec.Claim;
import dev.muster.spec.MethodSpec;
import dev.muster.stress.Race;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races of calls that claim something: each ends once, and afterwards nobody waits and nothing is held. */
class ClaimsRaceTest {
    private static final Logger LOGGER = Logger.getLogger("dev.muster");

    /** Under the checker nothing can be written: that a call runs again is not logged here. */
    @BeforeAll
    static void silence() {
        LOGGER.setLevel(Level.OFF);
    }

    private static House guarded(int attempts) {
        return new House(
                MethodSpec.of("Race", "guarded()").claims(Claim.lock("lock")).attempts(attempts));
    }

    @Test
    @DisplayName("a body ends and its lock goes to the next call, which is cancelled meanwhile")
    void cancelMeetsGrant() {
        Race.explore(() -> {
            House house = guarded(1);
            HeldCall first = house.admit();
            HeldCall next = house.admit();
            boolean[] cancelled = {false};
            house.pool.begin();
            return new Race(house, first, next, cancelled)
                    .party(first::invoke)
                    .party(() -> cancelled[0] = next.cancel(false))
                    .afterwards(() -> {
                        house.pool.runAll();
                        check(1, first.outcome(), "the first");
                        check(cancelled[0] ? 3 : 1, next.outcome(), "the next");
                        check(cancelled[0] ? 0 : 1, next.bodies.get(), "bodies of the next");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName(
            "a call gets its lock, begins and is cancelled while its starter still looks whether it is over: it keeps the lock"
                    + " until its body has ended")
    void cancelOfARunningBodyMeetsItsLateStarter() {
        Race.explore(2, () -> {
            House house = guarded(1);
            HeldCall first = house.admit();
            boolean[] kept = {true};
            house.pool.begin();
            return new Race(house, first, kept)
                    .party(() -> house.admit(call -> {
                        call.cancel(false);
                        for (int look = 0; look < 20; look++) {
                            kept[0] &= house.isTaken("lock");
                        }
                    }))
                    .party(() -> {
                        first.invoke();
                        house.pool.runAll();
                    })
                    .afterwards(() -> {
                        house.pool.runAll();
                        check(kept[0], "the lock is free although the body runs");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName("a granted call is begun by a worker while its caller cancels it")
    void cancelMeetsStartOfGranted() {
        Race.explore(() -> {
            House house = guarded(1);
            HeldCall call = house.admit();
            boolean[] cancelled = {false};
            return new Race(house, call, cancelled)
                    .party(house.pool::runAll)
                    .party(() -> cancelled[0] = call.cancel(false))
                    .afterwards(() -> {
                        check(cancelled[0] ? 3 : 1, call.outcome(), "the call");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName(
            "a call's wait limit passes while the lock goes to it: it runs or fails, and the lock is free afterwards")
    void waitLimitMeetsGrant() {
        Race.explore(() -> {
            House house = guarded(1);
            HeldCall first = house.admit();
            HeldCall next = house.admit();
            house.pool.begin();
            return new Race(house, first, next)
                    .party(() -> {
                        first.invoke();
                        house.pool.runAll();
                    })
                    .party(() -> next.failUnlessBegun(new WaitTimeoutException("too late")))
                    .afterwards(() -> {
                        house.pool.runAll();
                        check(next.bodies.get() == 1 ? 1 : 2, next.outcome(), "the next");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName("a call is admitted while the holder of its lock ends")
    void submissionMeetsRelease() {
        Race.explore(() -> {
            House house = guarded(1);
            HeldCall first = house.admit();
            HeldCall[] next = {first};
            house.pool.begin();
            return new Race(house, first, next)
                    .party(first::invoke)
                    .party(() -> next[0] = house.admit())
                    .afterwards(() -> {
                        house.pool.runAll();
                        check(1, next[0].outcome(), "the next");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName("the worker of a call that may run again dies while the call is cancelled")
    void repeatMeetsCancel() {
        Race.explore(() -> {
            House house = guarded(2);
            HeldCall call = house.admit();
            boolean[] cancelled = {false};
            house.pool.begin();
            return new Race(house, call, cancelled)
                    .party(() -> {
                        call.fail(
                                new WorkerCrashedException("again-1", "Process-1", 1, 137, "SIGKILL", List.of(), null));
                        house.pool.runAll();
                    })
                    .party(() -> cancelled[0] = call.cancel(false))
                    .afterwards(() -> {
                        house.pool.runAll();
                        check(cancelled[0] ? 3 : 1, call.outcome(), "the call");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName("an event is set while a call that awaits it comes, and another waits: both run, once")
    void fireMeetsAdmission() {
        Race.explore(() -> {
            House house = new House(MethodSpec.of("Race", "awaiting()").claims(Claim.event("go"), Claim.lock("lock")));
            HeldCall first = house.admit();
            HeldCall[] second = {first};
            return new Race(house, first, second)
                    .party(() -> house.set("go"))
                    .party(() -> second[0] = house.admit())
                    .afterwards(() -> {
                        house.pool.runAll();
                        check(1, first.outcome(), "the first");
                        check(1, second[0].outcome(), "the second");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName(
            "a call is cancelled while it comes to its gate, where it would wait: nobody counts as waiting afterwards")
    void cancelMeetsComing() {
        Race.explore(() -> {
            House house = new House(MethodSpec.of("Race", "awaiting()").claims(Claim.event("go"), Claim.lock("lock")));
            HeldCall call = house.outside();
            return new Race(house, call)
                    .party(() -> house.admit(call))
                    .party(() -> call.cancel(false))
                    .afterwards(() -> {
                        house.set("go");
                        check(3, call.outcome(), "the call");
                        check(house.isFree(), "something is still held, or somebody counted as waiting");
                    });
        });
    }

    @Test
    @DisplayName("the last party comes to an exit barrier while the one that waits there is cancelled")
    void cancelMeetsExit() {
        Race.explore(() -> {
            House house = new House(MethodSpec.of("Race", "meeting()")
                    .claims(Claim.barrier("meeting", 2).at(At.EXIT)));
            HeldCall first = house.admit();
            boolean[] cancelled = {false};
            house.pool.runAll();
            HeldCall last = house.admit();
            house.pool.begin();
            return new Race(house, first, last, cancelled)
                    .party(last::invoke)
                    .party(() -> cancelled[0] = first.cancel(false))
                    .afterwards(() -> {
                        check(cancelled[0] ? 3 : 1, first.outcome(), "the first");
                        check(cancelled[0] ? 2 : 1, last.outcome(), "the last");
                    });
        });
    }
}
