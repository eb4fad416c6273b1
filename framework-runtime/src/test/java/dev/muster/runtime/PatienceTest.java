package dev.muster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Workers;
import dev.muster.call.Call;
import dev.muster.call.Work;
import dev.muster.spi.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Leaving first = new Leaving();
    private final Leaving second = new Leaving();
    private long now = Long.MAX_VALUE - 2; // clocks may overflow

    private Patience patience() {
        first.left = 3;
        second.left = 3;
        return new Patience(List.of(first, second), Duration.ofNanos(10), () -> now);
    }

    @Test
    @DisplayName("it lasts as long as the workers of some pool become fewer")
    void lasts() {
        Patience patience = patience();
        for (int ended = 0; ended < 6; ended++) {
            Leaving pool = ended % 2 == 0 ? first : second;
            now += 9;
            pool.left--;
            assertThat(patience.isOver()).isFalse();
        }
        now += 9;
        assertThat(patience.isOver()).isFalse();
        now += 1;
        assertThat(patience.isOver()).isTrue();
    }

    @Test
    @DisplayName("a worker that comes, and goes again, is no progress")
    void notByReplacement() {
        Patience patience = patience();
        now += 5;
        first.left = 4;
        assertThat(patience.isOver()).isFalse();
        now += 5;
        first.left = 3;
        assertThat(patience.isOver()).isTrue();
    }

    /** A pool of which only the number of workers matters. */
    private static final class Leaving implements WorkerPool {
        private int left;

        @Override
        public int left() {
            return left;
        }

        @Override
        public String name() {
            return "leaving";
        }

        @Override
        public Workers kind() {
            return Workers.PROCESSES;
        }

        @Override
        public int size() {
            return left;
        }

        @Override
        public void execute(Work work) {}

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public void running(Consumer<? super Call<?>> visitor) {}

        @Override
        public void shutdown() {}

        @Override
        public List<Work> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean awaitTermination(Duration limit) {
            return left == 0;
        }
    }
}
