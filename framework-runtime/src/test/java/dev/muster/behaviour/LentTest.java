package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
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
}
