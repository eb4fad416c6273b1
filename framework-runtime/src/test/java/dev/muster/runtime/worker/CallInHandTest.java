package dev.muster.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.runtime.worker.CallInHand.Verdict;
import org.junit.jupiter.api.Test;

/** What a child does with a call, by what the parent has said before it arrived, while it ran, and after. */
class CallInHandTest {
    private final CallInHand inHand = new CallInHand();

    private Verdict start(long id) {
        return inHand.start(id, null);
    }

    @Test
    void cancelledBeforeItArrives() {
        assertThat(inHand.cancel(2)).isNull();
        assertThat(start(1)).isEqualTo(Verdict.START);
        assertThat(start(2)).isEqualTo(Verdict.CANCELLED);
        assertThat(start(3)).isEqualTo(Verdict.START);
    }

    @Test
    void cancelledAfterTheNextHasStarted() {
        assertThat(start(1)).isEqualTo(Verdict.START);
        assertThat(start(2)).isEqualTo(Verdict.START);
        assertThat(inHand.cancel(1)).isNull();
        assertThat(start(3)).isEqualTo(Verdict.START);
    }

    @Test
    void recalledWhileAnEarlierOneRuns() {
        start(5);
        assertThat(inHand.recall(8)).isEqualTo(5);
        assertThat(start(6)).isEqualTo(Verdict.RECALLED);
        assertThat(start(8)).isEqualTo(Verdict.RECALLED);
        assertThat(start(9)).isEqualTo(Verdict.START);
    }

    @Test
    void recalledBeforeItsMessageArrives() {
        assertThat(inHand.recall(3)).isZero();
        assertThat(start(1)).isEqualTo(Verdict.RECALLED);
        assertThat(start(3)).isEqualTo(Verdict.RECALLED);
        assertThat(start(4)).isEqualTo(Verdict.START);
    }

    @Test
    void recalledWhenAllHaveStarted() {
        start(3);
        assertThat(inHand.recall(3)).isEqualTo(3);
        assertThat(start(4)).isEqualTo(Verdict.START);
    }

    @Test
    void recalledTwice() {
        start(1);
        assertThat(inHand.recall(4)).isEqualTo(1);
        assertThat(inHand.recall(4)).isEqualTo(1);
    }
}
