package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.MusterException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that cannot be are errors when the dispatcher is built, and say so. */
class ValuesTest {
    private static final Muster MUSTER = Muster.shared();

    static Stream<Arguments> wrong() {
        return Stream.of(
                says(
                        () -> new Wrong_NoAttemptsDispatcher(new Wrong.NoAttempts(), MUSTER),
                        "@Retry(attempts = 0): it needs 1 or more"),
                says(
                        () -> new Wrong_NoUnitDispatcher(new Wrong.NoUnit(), MUSTER),
                        "@Retry(delay = \"100\") is not a number with a unit, such as 250ms"),
                says(
                        () -> new Wrong_ShrinksDispatcher(new Wrong.Shrinks(), MUSTER),
                        "@Retry(factor = 0.5): it needs 1.0 or more"),
                says(
                        () -> new Wrong_TooLongDispatcher(new Wrong.TooLong(), MUSTER),
                        "@Retry(delay = \"20s\"): it is longer than maxDelay = \"10s\""),
                says(
                        () -> new Wrong_TooFineDispatcher(new Wrong.TooFine(), MUSTER),
                        "@Retry(delay = \"1500us\"): it needs whole milliseconds"),
                says(
                        () -> new Wrong_AllChanceDispatcher(new Wrong.AllChance(), MUSTER),
                        "@Retry(jitter = NaN): it needs 0.0 to 1.0"),
                says(
                        () -> new Wrong_NoPermitsDispatcher(new Wrong.NoPermits(), MUSTER),
                        "@RateLimit(permits = 0): it needs 1 or more"),
                says(
                        () -> new Wrong_NoPeriodDispatcher(new Wrong.NoPeriod(), MUSTER),
                        "@RateLimit(period = \"0s\") is zero"),
                says(
                        () -> new Wrong_BelowZeroDispatcher(new Wrong.BelowZero(), MUSTER),
                        "@RateLimit(waiting = \"-1s\") is not a number with a unit"),
                says(
                        () -> new Wrong_NeverFailsDispatcher(new Wrong.NeverFails(), MUSTER),
                        "@CircuitBreaker(failureRate = 0.0): it needs more than 0, to 100"),
                says(
                        () -> new Wrong_MoreThanKeptDispatcher(new Wrong.MoreThanKept(), MUSTER),
                        "@CircuitBreaker(minimumCalls = 6): it needs to fit into window = 5"),
                says(
                        () -> new Wrong_NotOpenDispatcher(new Wrong.NotOpen(), MUSTER),
                        "@CircuitBreaker(openFor = \"0ms\"): it needs 1ms or more"),
                says(
                        () -> new Wrong_NeedsMoreDispatcher(new Wrong.NeedsMore(), MUSTER),
                        "Wired.class): it needs to be a static class with a constructor without parameters"),
                says(
                        () -> new Wrong_BreaksDispatcher(new Wrong.Breaks(), MUSTER),
                        "Broken.class): its constructor failed: java.lang.IllegalStateException: no answer file"));
    }

    private static Arguments says(ThrowingCallable building, String message) {
        return Arguments.of(message, building);
    }

    @DisplayName("values that cannot be")
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refused(String message, ThrowingCallable building) {
        assertThatThrownBy(building)
                .isInstanceOf(MusterException.class)
                .hasMessageContaining(message)
                .hasMessageMatching("@\\w+ at Wrong\\.\\w+\\.call\\(\\): .*");
    }
}
