package dev.muster.behaviour.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Batch;
import dev.muster.Muster;
import dev.muster.SharedBarrier;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class CrowdTest {
    private static final int PARTIES = 1_000;
    private static final int TIMES = 20;
    private static final List<Integer> INPUTS =
            IntStream.range(0, PARTIES).boxed().toList();

    private final Crowd crowd = new Crowd();

    @DisplayName("1,000 generations of 1,000 calls that begin together, on two workers")
    @Test
    void begin() {
        int generations = 1_000;
        try (Muster muster = Muster.open()) {
            CrowdDispatcher dispatcher = new CrowdDispatcher(crowd, muster);
            Figures figures = Figures.start();
            for (int i = 1; i <= generations; i++) {
                assertThat(dispatcher.beginAll(INPUTS).join()).isEqualTo(INPUTS);
                assertThat(crowd.steps()).isEqualTo(i * PARTIES);
            }
            figures.print("calls that begin together", (long) generations * PARTIES);
        }
    }

    @DisplayName("200 generations of 1,000 calls that end together: the first result comes after the last body")
    @Test
    void end() {
        int generations = 200;
        try (Muster muster = Muster.open()) {
            CrowdDispatcher dispatcher = new CrowdDispatcher(crowd, muster);
            Figures figures = Figures.start();
            for (int i = 1; i <= generations; i++) {
                Batch<Integer> batch = dispatcher.endAll(INPUTS);
                int expected = i * PARTIES;
                AtomicInteger read = new AtomicInteger();
                try (Stream<Integer> results = batch.unordered()) {
                    results.forEach(x -> {
                        assertThat(crowd.steps()).isEqualTo(expected);
                        read.getAndIncrement();
                    });
                }
                assertThat(read).hasValue(PARTIES);
            }
            figures.print("calls that end together", (long) generations * PARTIES);
        }
    }

    @DisplayName("20,000 generations of three calls that end together, cancelled at some moment: every call ends")
    @Test
    void cancelled() {
        int generations = 20_000;
        try (Muster muster = Muster.builder().drain(Duration.ofSeconds(5)).open()) {
            CrowdDispatcher dispatcher = new CrowdDispatcher(crowd, muster);
            Figures figures = Figures.start();
            for (int i = 1; i <= generations; i++) {
                dispatcher.endAll(INPUTS.subList(0, 3)).close();
            }
            figures.print("cancelled generations", generations);
            assertThat(muster.explain()).doesNotContain("waits");
        }
    }

    @DisplayName("one fan-out of 100,000 calls passes a barrier of 1,000 parties 100 times, on two workers")
    @Test
    void fixed() {
        try (Muster muster = Muster.open()) {
            CrowdDispatcher dispatcher = new CrowdDispatcher(crowd, muster);
            List<Integer> inputs = IntStream.range(0, 100 * PARTIES).boxed().toList();
            Figures figures = Figures.start();
            assertThat(dispatcher.fixedAll(inputs).join()).isEqualTo(inputs);
            figures.print("calls in thousands", inputs.size());
        }
        assertThat(crowd.steps()).isEqualTo(100 * PARTIES);
    }

    @DisplayName("1,000 bodies on two workers meet at a barrier 20 times: who waits is replaced")
    @Test
    void meet() {
        meeting((dispatcher, barrier) ->
                Stream.generate(() -> dispatcher.meet(barrier, TIMES)).limit(PARTIES).toList().stream()
                        .map(Task::join));
    }

    @DisplayName("1,000 bodies of one fan-out on two workers meet at a barrier 20 times: who waits is replaced")
    @Timeout(20)
    @Test
    void meetInFanOut() {
        meeting((dispatcher, barrier) ->
                dispatcher
                        .meetAll(Collections.nCopies(PARTIES, new CrowdDispatcher.MeetCall(barrier, TIMES)))
                        .stream());
    }

    private void meeting(BiFunction<CrowdDispatcher, SharedBarrier, Stream<Boolean>> early) {
        AtomicInteger generations = new AtomicInteger();
        try (Muster muster = Muster.builder().drain(Duration.ZERO).open()) {
            SharedBarrier barrier = muster.barrier("meeting", PARTIES, generations::incrementAndGet);
            Figures figures = Figures.start();
            assertThat(early.apply(new CrowdDispatcher(crowd, muster), barrier))
                    .hasSize(PARTIES)
                    .containsOnly(false);
            figures.print("meetings of bodies", (long) PARTIES * TIMES);
            assertThat(barrier.waiting()).isZero();
        }
        assertThat(generations).hasValue(TIMES);
        assertThat(crowd.steps()).isEqualTo(TIMES * PARTIES);
    }
}
