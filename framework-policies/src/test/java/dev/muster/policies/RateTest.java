package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.policy.Decision;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a rate decides, by a clock that the test moves. */
class RateTest {
    private long now;

    private RateLimitPolicy policy(int permits, String waiting, String key) {
        return new RateLimitPolicy(permits, "1s", waiting, key, () -> now);
    }

    private static FakeCall call(String name) {
        return new FakeCall(name, null);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static Decision later(String what, Duration time) {
        return Decision.later(what, time);
    }

    @DisplayName("calls over the rate are told to wait until the next period")
    @Test
    void waits() {
        RateLimitPolicy policy = policy(2, "", "");
        pass(Duration.ofMillis(100));
        assertThat(policy.mayStart(call("a"))).isEqualTo(Decision.admit());
        assertThat(policy.mayStart(call("b"))).isEqualTo(Decision.admit());
        assertThat(policy.mayStart(call("c"))).isInstanceOf(Decision.Later.class);
        pass(Duration.ofMillis(300));
        assertThat(policy.mayStart(call("c"))).isInstanceOf(Decision.Later.class);
        pass(Duration.ofSeconds(1));
        assertThat(policy.mayStart(call("c"))).isEqualTo(Decision.admit());
    }

    @DisplayName("the time to wait is exact, and counts the calls ahead")
    @Test
    void estimates() {
        RateLimitPolicy policy = policy(2, "", "");
        policy.mayStart(call("a"));
        pass(Duration.ofMillis(300));
        policy.mayStart(call("b"));
        String what = "its rate, 2 per 1s";
        assertThat(policy.mayStart(call("c"))).isEqualTo(later(what, Duration.ofMillis(700)));
        assertThat(policy.mayStart(call("d"))).isEqualTo(later(what, Duration.ofMillis(700)));
        assertThat(policy.mayStart(call("e"))).isEqualTo(later(what, Duration.ofMillis(1700)));
        assertThat(policy.mayStart(call("c"))).isEqualTo(later(what, Duration.ofMillis(700)));
    }

    @DisplayName("a call that comes when there are permits again does not overtake those that wait")
    @Test
    void newcomerComesBeforeTheClock() {
        RateLimitPolicy policy = policy(1, "", "");
        policy.mayStart(call("a"));
        policy.mayStart(call("b"));
        pass(Duration.ofSeconds(1));
        assertThat(policy.mayStart(call("c"))).isInstanceOf(Decision.Later.class);
        assertThat(policy.mayStart(call("b"))).isEqualTo(Decision.admit());
        pass(Duration.ofSeconds(1));
        assertThat(policy.mayStart(call("c"))).isEqualTo(Decision.admit());
    }

    @DisplayName("a call that gives up has used nothing, and nobody waits for it")
    @Test
    void givesUp() {
        RateLimitPolicy policy = policy(1, "1s", "");
        policy.mayStart(call("a"));
        policy.mayStart(call("b"));
        assertThat(policy.mayStart(call("c"))).isInstanceOf(Decision.Refuse.class);
        policy.gaveUp(call("b"));
        assertThat(policy.mayStart(call("c"))).isInstanceOf(Decision.Later.class);
        pass(Duration.ofSeconds(1));
        assertThat(policy.mayStart(call("c"))).isEqualTo(Decision.admit());
    }

    @DisplayName("a call that would wait too long is refused at once, and told how long")
    @Test
    void refuses() {
        RateLimitPolicy policy = policy(1, "1500ms", "");
        policy.mayStart(call("a"));
        assertThat(policy.mayStart(call("b"))).isInstanceOf(Decision.Later.class);
        assertThat(policy.mayStart(call("c")))
                .isEqualTo(Decision.refuse("Reports.render(String) is limited to 1 per 1s, and this call would wait 2s,"
                        + " longer than waiting = 1s500ms"));
    }

    @DisplayName("with no wait at all, what is over the rate is refused")
    @Test
    void doesNotWait() {
        RateLimitPolicy policy = policy(1, "0s", "");
        policy.mayStart(call("a"));
        assertThat(policy.mayStart(call("b")))
                .isEqualTo(Decision.refuse("Reports.render(String) is limited to 1 per 1s, which are used up for 1s"));
        pass(Duration.ofSeconds(1));
        assertThat(policy.mayStart(call("c"))).isEqualTo(Decision.admit());
    }

    @DisplayName("each value of the key has a rate of its own, null too")
    @Test
    void keys() {
        RateLimitPolicy policy = policy(1, "", "tenant");
        assertThat(policy.mayStart(new FakeCall("a", "acme"))).isEqualTo(Decision.admit());
        assertThat(policy.mayStart(new FakeCall("b", "acme")))
                .isEqualTo(later("its rate, 1 per 1s for tenant acme", Duration.ofSeconds(1)));
        assertThat(policy.mayStart(new FakeCall("c", "best"))).isEqualTo(Decision.admit());
        assertThat(policy.mayStart(new FakeCall("d", null))).isEqualTo(Decision.admit());
        assertThat(policy.mayStart(new FakeCall("e", null))).isInstanceOf(Decision.Later.class);
    }

    @DisplayName("a hundred thousand keys, one after the other, leave only those of the last periods")
    @Test
    void forgetsKeys() {
        RateLimitPolicy policy = policy(1, "", "tenant");
        int most = 0;
        for (int i = 0; i < 100_000; i++) {
            policy.mayStart(new FakeCall("call-" + i, i));
            pass(Duration.ofMillis(10));
            most = Math.max(most, policy.size());
        }
        assertThat(most).isLessThan(512);
    }

    @DisplayName("a key that calls wait for is not forgotten")
    @Test
    void keepsWaiting() {
        RateLimitPolicy policy = policy(1, "", "tenant");
        policy.mayStart(new FakeCall("a", "acme"));
        policy.mayStart(new FakeCall("b", "acme"));
        pass(Duration.ofSeconds(5));
        for (int i = 0; i < 1_000; i++) {
            policy.mayStart(new FakeCall("call-" + i, i));
            pass(Duration.ofSeconds(2));
        }
        assertThat(policy.mayStart(new FakeCall("c", "acme"))).isInstanceOf(Decision.Later.class);
        assertThat(policy.mayStart(new FakeCall("b", "acme"))).isEqualTo(Decision.admit());
    }
}
