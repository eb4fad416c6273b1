package dev.muster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private int left = 6;
    private long now = Long.MAX_VALUE - 2; // clocks may overflow
    private final Patience patience = new Patience(() -> left, Duration.ofNanos(10), () -> now);

    @Test
    @DisplayName("it lasts as long as the workers become fewer")
    void lasts() {
        for (int ended = 0; ended < 6; ended++) {
            now += 9;
            left--;
            assertThat(patience.isOver()).isFalse();
        }
        now += 9;
        assertThat(patience.isOver()).isFalse();
        now += 1;
        assertThat(patience.isOver()).isTrue();
    }

    @Test
    @DisplayName("a worker that comes, and goes again, is no progress")
    void notByReplacement() {
        now += 5;
        left = 7;
        assertThat(patience.isOver()).isFalse();
        now += 5;
        left = 6;
        assertThat(patience.isOver()).isTrue();
    }
}
