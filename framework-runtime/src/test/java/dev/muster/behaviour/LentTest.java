package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.FanOut;
import dev.muster.Muster;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class LentTest {
    @DisplayName(
            "who is lent a lock by a call that was lent it passes that call's siblings, who are lent it too but wait for that call")
    @Test
    void passesTheSiblings() {
        try (Muster muster = Muster.open()) {
            LentDispatcher kin = new LentDispatcher(new Lent(), muster);
            assertThat(kin.grandparent().join()).isEqualTo(8);
        }
    }

    @DisplayName("a blocking call lends its lock to the calls of a fan-out that it waits for, of whatever form")
    @Test
    void blockingCallLendsToFanOuts() {
        try (Muster muster = Muster.open()) {
            LentDispatcher kin = new LentDispatcher(new Lent(), muster);
            kin.within(() -> {
                assertThat(kin.childAll(List.of(1, 2)).join()).containsExactly(1, 2);
                assertThat(kin.childStream(Stream.of(1, 2), FanOut.failFast())).containsExactly(1, 2);
                assertThat(kin.childArray(new int[] {1, 2})).containsExactly(1, 2);
                assertThat(kin.takerAll(List.of(1, 2)).join()).containsExactly(1, 2);
                assertThat(kin.takerStream(Stream.of(1, 2), FanOut.failFast())).containsExactly(1, 2);
                assertThat(kin.takerArray(new int[] {1, 2})).containsExactly(1, 2);
            });
        }
    }
}
