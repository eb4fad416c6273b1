package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class LeavingTest {
    @DisplayName(
            "a call that is cancelled between its body and its exit barrier ends once, and its Muster can be closed")
    @ParameterizedTest(name = "body succeeds: {0}")
    @ValueSource(booleans = {true, false})
    void cancelBetweenBodyAndExitBarrier(boolean well) throws Exception {
        Leaving target = new Leaving();
        try (Muster muster = Muster.open()) {
            LeavingDispatcher leaving = new LeavingDispatcher(target, muster);
            Task<Void> left = leaving.leave(well);
            Task<Void> came = leaving.come();
            target.whenAsked(() -> left.cancel(true));
            target.open();
            came.join();
            left.awaitEnd();
            assertThat(left.phase()).isEqualTo(TaskPhase.CANCELLED);
        }
    }

    @DisplayName("what runs at the end of one that leaves an exit barrier may wait for those that leave with it")
    @Test
    void dependentWaitsForOneThatLeavesTogether() throws Exception {
        Leaving target = new Leaving();
        target.open();
        try (Muster muster = Muster.open()) {
            LeavingDispatcher leaving = new LeavingDispatcher(target, muster);
            Task<Void> first = leaving.leave(true);
            Gate.until("it waits there", () -> muster.barrier("doorstep", 2).waiting() == 1);
            Lock door = muster.lock("door");
            Task<Void> second;
            CompletableFuture<Void> dependent;
            door.lock();
            try {
                second = leaving.leave(true);
                dependent = first.toCompletableFuture().thenRun(second::join);
            } finally {
                door.unlock();
            }
            dependent.get(20, TimeUnit.SECONDS);
        }
    }
}
