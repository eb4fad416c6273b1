package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may be recalled. */
class SentCallsTest {
    private final SentCalls calls = new SentCalls();

    @Test
    void recalledWhileTheNextMessageIsFilled() {
        calls.add(null, null);
        calls.add(null, null);
        calls.sent();
        calls.removeFirst();
        calls.removeFirst();
        calls.add(null, null);
        assertThat(calls.lastSent()).isEqualTo(2);
    }

    @Test
    void givenBackInOrder() {
        for (int i = 0; i < 5; i++) {
            calls.add(null, null);
        }
        calls.sent();
        assertThat(calls.removeBetween(1, calls.lastSent()).stream().map(SentCalls.Sent::id))
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(calls.first().id()).isEqualTo(1);
    }
}
