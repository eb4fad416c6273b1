package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.TaskPhase;
import org.junit.jupiter.api.DisplayName;
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
}
