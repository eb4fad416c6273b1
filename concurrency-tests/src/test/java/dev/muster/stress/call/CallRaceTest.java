package dev.muster.stress.call;

import static dev.muster.stress.Race.check;

import dev.muster.WaitTimeoutException;
import dev.muster.stress.Race;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The races in the life of a call without claims: it ends once, and its body runs at most once. */
class CallRaceTest {
    private static void checkEnded(StressCall call) {
        check(call.hasEnded(), "not ended");
        check(1, call.ends.get(), "ends");
    }

    @Test
    @DisplayName("a worker begins a call while its caller cancels it: cancelled unless it ran")
    void cancelMeetsStart() {
        Race.explore(7, () -> {
            StressCall call = new StressCall();
            boolean[] said = new boolean[2];
            return new Race(call, said)
                    .party(() -> said[0] = call.runHere())
                    .party(() -> said[1] = call.cancel(false))
                    .afterwards(() -> {
                        checkEnded(call);
                        check(said[0] ? 1 : 0, call.bodies.get(), "bodies");
                        check(said[1] == call.isCancelled(), "cancel said " + said[1]);
                        check(said[0] || said[1], "neither ran nor cancelled");
                    });
        });
    }

    @Test
    @DisplayName("a wait limit passes while a worker begins the call: it fails or runs, never both")
    void waitLimitMeetsStart() {
        Race.explore(7, () -> {
            StressCall call = new StressCall();
            return new Race(call)
                    .party(call::runHere)
                    .party(() -> call.failUnlessBegun(new WaitTimeoutException("too late")))
                    .afterwards(() -> {
                        checkEnded(call);
                        check(call.cause() == null ? 1 : 0, call.bodies.get(), "bodies");
                    });
        });
    }

    @Test
    @DisplayName("a joining worker begins a call while another takes it from the queue: its body runs once")
    void joinerAndTakerBegin() {
        Race.explore(7, () -> {
            StressCall call = new StressCall();
            return new Race(call).party(call::runHere).party(call::runHere).afterwards(() -> {
                checkEnded(call);
                check(1, call.bodies.get(), "bodies");
            });
        });
    }

    @Test
    @DisplayName("somebody asks to be told while the call ends: told once, and the result is there")
    void actionMeetsEnd() {
        Race.explore(7, () -> {
            StressCall call = new StressCall();
            AtomicInteger told = new AtomicInteger();
            AtomicInteger seen = new AtomicInteger();
            return new Race(call, told, seen)
                    .party(call::runHere)
                    .party(() -> call.onDone(() -> {
                        told.incrementAndGet();
                        seen.set(call.value());
                    }))
                    .afterwards(() -> {
                        check(1, told.get(), "told");
                        check(42, seen.get(), "seen");
                    });
        });
    }

    @Test
    @DisplayName("a caller begins to wait for a call while it ends: it goes on, with the result")
    void joinMeetsEnd() {
        Race.explore(7, () -> {
            StressCall call = new StressCall();
            AtomicInteger seen = new AtomicInteger();
            return new Race(call, seen)
                    .party(call::runHere)
                    .party(() -> seen.set(call.join()))
                    .afterwards(() -> check(42, seen.get(), "seen"));
        });
    }
}
