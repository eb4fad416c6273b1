package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.call.TryAgain;
import dev.muster.policy.PolicyCall;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The delays between tries, which a test through a runtime would have to wait for. */
class DelaysTest {
    private static RetryPolicy policy(String delay, double factor, String maxDelay, double jitter) {
        return new RetryPolicy(
                Integer.MAX_VALUE,
                delay,
                factor,
                maxDelay,
                jitter,
                new Class<?>[] {IOException.class},
                new Class<?>[0]);
    }

    private static Duration delay(RetryPolicy policy, int attempt) {
        return catchThrowableOfType(TryAgain.class, () -> policy.around(failing(attempt)))
                .after();
    }

    private static PolicyCall<?> failing(int attempt) {
        return (PolicyCall<?>) Proxy.newProxyInstance(
                DelaysTest.class.getClassLoader(),
                new Class<?>[] {PolicyCall.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "attempt" -> attempt;
                    case "isCancelled" -> false;
                    case "proceed" -> throw new IOException("down");
                    case "again" -> throw new TryAgain((Duration) arguments[0], (Throwable) arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @DisplayName("without jitter the delay grows by its factor up to the longest, and stays there")
    @Test
    void grows() {
        RetryPolicy policy = policy("100ms", 2, "1s", 0);
        List<Long> millis = IntStream.of(1, 2, 3, 4, 5, 6, 1_000)
                .mapToObj(attempt -> delay(policy, attempt).toMillis())
                .toList();
        assertThat(millis).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L, 1_000L);
    }

    @DisplayName("with jitter it is moved by chance, within its bounds")
    @Test
    void jitters() {
        RetryPolicy policy = policy("1s", 1, "10s", 0.5);
        List<Long> millis = IntStream.range(0, 1_000)
                .mapToObj(any -> delay(policy, 1).toMillis())
                .toList();
        assertThat(millis).allMatch(delay -> delay >= 500 && delay <= 1_500);
        assertThat(millis.stream().distinct().count()).isGreaterThan(100);
        assertThat(millis).anyMatch(delay -> delay < 800).anyMatch(delay -> delay > 1_200);
    }

    @DisplayName("no delay is none, in every try")
    @Test
    void none() {
        RetryPolicy policy = policy("0s", 2, "1s", 0.5);
        assertThat(delay(policy, 1)).isZero();
        assertThat(delay(policy, 100)).isZero();
    }
}
