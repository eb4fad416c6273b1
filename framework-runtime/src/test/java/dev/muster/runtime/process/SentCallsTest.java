package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.call.Call;
import dev.muster.call.CallRun;
import org.junit.jupiter.api.Test;

/** What may be recalled. */
class SentCallsTest {
    private final SentCalls calls = new SentCalls();

    @Test
    void recalledWhileTheNextMessageIsFilled() {
        add();
        add();
        calls.sent();
        calls.removeFirst();
        calls.removeFirst();
        add();
        assertThat(calls.lastSent()).isEqualTo(2);
    }

    @Test
    void givenBackInOrder() {
        for (int i = 0; i < 5; i++) {
            add();
        }
        calls.sent();
        assertThat(calls.removeBetween(1, calls.lastSent()).stream().map(SentCalls.Sent::id))
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(calls.first().id()).isEqualTo(1);
    }

    @Test
    void partOfARunIsGivenBack() {
        add();
        calls.add((CallRun) null, null);
        calls.extend(4);
        add();
        calls.sent();
        calls.removeFirst();
        calls.removeFirst(2);
        assertThat(calls.size()).isEqualTo(3);
        assertThat(calls.removeBetween(4, calls.lastSent()).stream().map(SentCalls.Sent::id))
                .containsExactly(4L, 6L);
        assertThat(calls.first().id()).isEqualTo(4);
        assertThat(calls.size()).isEqualTo(1);
    }

    @Test
    void aCallOfARunIsMade() {
        calls.add((CallRun) null, null);
        calls.extend(3);
        calls.made(null);
        assertThat(calls.first().id()).isEqualTo(1);
        assertThat(calls.size()).isEqualTo(3);
        calls.removeFirst();
        assertThat(calls.first().id()).isEqualTo(2);
        assertThat(calls.size()).isEqualTo(2);
    }

    private void add() {
        calls.add((Call<?>) null, null);
    }
}
