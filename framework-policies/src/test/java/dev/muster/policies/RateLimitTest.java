package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class RateLimitTest {
    private final Muster muster = Muster.open();
    private final Limited limited = new Limited();
    private final LimitedDispatcher dispatcher = new LimitedDispatcher(limited, muster);

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("a call over the rate waits without a worker, says so, and can be cancelled")
    @Test
    void waits() {
        assertThat(dispatcher.rare(1).join()).isEqualTo(1);
        assertThat(dispatcher.rare(2).join()).isEqualTo(2);
        Task<Integer> third = dispatcher.rare(3);
        assertThat(third.phase()).isEqualTo(TaskPhase.WAITING);
        assertThat(third.explain()).contains("for its rate, 2 per 1h (RateLimitPolicy)");
        third.cancel(true);
        assertThatThrownBy(third::join).isInstanceOf(CancellationException.class);
        assertThat(limited.started).containsExactly(1, 2);
    }

    @DisplayName("in child processes too")
    @Test
    void waitsForProcess() {
        assertThat(dispatcher.rareInProcessAll(List.of(1, 2)).join()).containsExactly(1, 2);
        assertThat(dispatcher.rareInProcess(3).phase()).isEqualTo(TaskPhase.WAITING);
    }

    @DisplayName("calls that wait start in the order of their arrival, one in each period")
    @Test
    void inOrder() {
        List<Integer> inputs = IntStream.range(0, 8).boxed().toList();
        long start = System.nanoTime();
        List<Task<Integer>> tasks = inputs.stream().map(dispatcher::steady).toList();
        tasks.forEach(Task::join);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(6 * 40));
        assertThat(limited.started).containsExactlyElementsOf(inputs);
    }

    @DisplayName("a fan-out over the rate gets through, whole")
    @Test
    void fanOut() {
        List<Integer> inputs = IntStream.range(0, 8).boxed().toList();
        assertThat(dispatcher.steadyAll(inputs).join()).isEqualTo(inputs);
    }

    @DisplayName("a blocking call that may not wait is refused, by the value of its key")
    @Test
    void refuses() {
        assertThat(dispatcher.never("acme")).isEqualTo("acme");
        assertThat(dispatcher.never("best")).isEqualTo("best");
        assertThatThrownBy(() -> dispatcher.never("acme"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Limited.never(String) is limited to 1 per 1h, which are used up for 59m59s");
    }
}
