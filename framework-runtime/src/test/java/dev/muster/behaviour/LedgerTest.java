package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.RefusedException;
import dev.muster.behaviour.Ledger.Account;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A thread's blocking calls of two keys, one after the other and one within the other. */
class LedgerTest {
    private final Muster muster = Muster.open();
    private final LedgerDispatcher ledger = new LedgerDispatcher(new Ledger(), muster);
    private final Account one = new Account("one", () -> {});
    private final Account two = new Account("two", () -> {});

    @AfterEach
    void close() throws Exception {
        boolean bothFree = CompletableFuture.supplyAsync(() -> ledger.both(one, two, () -> true))
                .get(20, TimeUnit.SECONDS);
        assertThat(bothFree).isTrue();
        muster.close();
    }

    @Test
    @DisplayName("after a call that is refused for its second key, the first is free, and calls go on")
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // the mistake that is tested
    void nullKey() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ledger.both(one, null, () -> 0))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("'to'");
            assertThat(ledger.both(two, one, () -> 7)).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("a key whose hash code throws fails its call alone")
    void failingKey() {
        Account broken = new Account("broken", () -> {
            throw new IllegalStateException("no hash");
        });
        assertThatThrownBy(() -> ledger.both(one, broken, () -> 0)).isInstanceOf(IllegalStateException.class);
        assertThat(ledger.both(one, two, () -> 7)).isEqualTo(7);
    }

    @Test
    @DisplayName("a key whose hash code makes such a call itself disturbs neither")
    void callingKey() {
        AtomicInteger inner = new AtomicInteger();
        Account curious = new Account("curious", () -> ledger.both(one, two, inner::incrementAndGet));
        assertThat(ledger.both(curious, curious, () -> 7)).isEqualTo(7);
        assertThat(ledger.both(two, curious, () -> 8)).isEqualTo(8);
        assertThat(inner).hasValueGreaterThanOrEqualTo(3);
    }
}
