package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.BatchFailedException;
import dev.muster.JoinInterruptedException;
import dev.muster.Muster;
import dev.muster.RefusedException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fan-outs over primitive arrays. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class ArrayTest {
    private final Muster muster = Muster.open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("MAP-02: an array of any length gives what a loop gives")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_000, 1_000_000})
    void lengths(int length) {
        int[] inputs = IntStream.range(0, length).toArray();
        int[] expected = IntStream.range(0, length).map(x -> x * x).toArray();
        assertThat(jobs.squareArray(inputs)).isEqualTo(expected);
        assertThat(jobs.squareOnCoreArray(inputs)).isEqualTo(expected);
    }

    @DisplayName("the first failure names index and input")
    @Test
    void failure() {
        int[] inputs = IntStream.range(0, 100_000).toArray();
        inputs[4_711] = Integer.MIN_VALUE;
        BatchFailedException failed =
                catchThrowableOfType(BatchFailedException.class, () -> jobs.squareOnCoreArray(inputs));
        assertThat(failed.index()).isEqualTo(4_711);
        assertThat(failed.input()).isEqualTo(Integer.MIN_VALUE);
        assertThat(failed)
                .hasMessage("squareOnCoreArray failed at index 4711 (input -2147483648):"
                        + " java.lang.ArithmeticException: no square of -2147483648");
    }

    @DisplayName("so it is where each element is a call of its own, since they wait for a lock")
    @Test
    void failureOfOneThatWaited() {
        int[] inputs = new int[100];
        inputs[70] = Integer.MIN_VALUE;
        assertThatThrownBy(() -> jobs.squareAloneArray(inputs))
                .isInstanceOfSatisfying(BatchFailedException.class, failure -> {
                    assertThat(failure.index()).isEqualTo(70);
                    assertThat(failure.input()).isEqualTo(Integer.MIN_VALUE);
                    assertThat(failure).hasCauseInstanceOf(ArithmeticException.class);
                    assertThat(failure)
                            .hasMessageStartingWith("squareAloneArray failed at index 70 (input -2147483648)");
                });
    }

    @DisplayName("closed while an element waits for an array of its own, an array ends cancelled")
    @Test
    void closedWhileAnElementWaits() {
        Gate inner = new Gate();
        AtomicReference<ElementsDispatcher> elements = new AtomicReference<>();
        elements.set(new ElementsDispatcher(
                new Elements(x -> {
                    if (x == 1) {
                        return elements.get().eachOnTwoArray(new int[] {2})[0];
                    }
                    inner.open();
                    new Gate().pass();
                    return x;
                }),
                muster));
        Thread closer = new Thread(() -> {
            Gate.until("the inner body", inner::isOpen);
            muster.closeNow();
        });
        closer.start();
        assertThatThrownBy(() -> elements.get().eachOnTwoArray(new int[] {1, 1, 1, 1}))
                .isInstanceOf(CancellationException.class);
        Gate.until("closed", () -> !closer.isAlive());
    }

    @DisplayName("who waits for the event that an element was to fire hears what its body threw")
    @Test
    void failureOfOneThatWasToFire() {
        assertThatThrownBy(() -> jobs.squareAndTellArray(new int[] {Integer.MIN_VALUE}))
                .isInstanceOf(BatchFailedException.class);
        assertThatThrownBy(() -> muster.event("squared").await())
                .isInstanceOf(RefusedException.class)
                .cause()
                .isExactlyInstanceOf(ArithmeticException.class);
    }

    @DisplayName("a lock keeps bodies of one array apart that run at once")
    @Test
    void twoElementsAskForOneLock() {
        assertThat(jobs.tryLockTogetherArray(new int[2])).containsExactlyInAnyOrder(0, 1);
    }

    @DisplayName("an interrupted caller cancels the rest and keeps its interrupt status")
    @Test
    void interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> jobs.squareArray(new int[1_000_000])).isInstanceOf(JoinInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
