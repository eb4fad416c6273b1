package dev.muster.behaviour.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SayingTest {
    private final SayingDispatcher saying = new SayingDispatcher(new Saying(), Muster.shared());

    @DisplayName("a policy gets the text that its annotation says, to the letter")
    @Test
    void text() {
        assertThat(saying.nothing()).isEmpty();
        assertThat(saying.controls()).isEqualTo(Saying.CONTROLS);
        assertThat(saying.separators()).isEqualTo(Saying.SEPARATORS);
        assertThat(saying.quotes()).isEqualTo(Saying.QUOTES);
        assertThat(saying.abroad()).isEqualTo(Saying.ABROAD);
        assertThat(saying.halves()).isEqualTo(Saying.HALVES);
    }
}
