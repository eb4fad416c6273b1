package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Failures that nobody looks at. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
@SuppressWarnings("FutureReturnValueIgnored") // that nobody looks is the point
class UnobservedTest {
    private static final Callable<?> FAILING = () -> {
        throw new IOException("unseen");
    };

    private final Queue<String> reported = new ConcurrentLinkedQueue<>();
    private final Muster muster = Muster.builder()
            .onUnobservedFailure((call, failure) -> reported.add(call + ": " + failure.getMessage()))
            .open();
    private final JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);

    @DisplayName("are reported once, at the close at the latest")
    @Test
    void atClose() {
        jobs.thread(FAILING);
        jobs.threadAll(List.of(FAILING));
        muster.close();
        assertThat(reported).hasSize(2).contains("thread-1: unseen").anyMatch(report -> report.contains("threadAll"));
    }

    @DisplayName("are reported when the handle is garbage")
    @Test
    void whenGarbage() {
        jobs.thread(FAILING);
        Gate.until("a report", () -> {
            System.gc();
            return !reported.isEmpty();
        });
        muster.close();
        assertThat(reported).containsExactly("thread-1: unseen");
    }

    @DisplayName("are not reported once somebody has looked")
    @Test
    void observed() {
        assertThatThrownBy(jobs.thread(FAILING)::join).isNotNull();
        assertThatThrownBy(jobs.thread(FAILING)::get).isNotNull();
        assertThatThrownBy(jobs.thread(FAILING).toCompletableFuture()::join).isNotNull();
        assertThatThrownBy(jobs.threadAll(List.of(FAILING))::join).isNotNull();
        jobs.threadAll(List.of(FAILING)).outcomes();
        assertThatThrownBy(jobs.threadAll(List.of(FAILING)).stream()::toList).isNotNull();
        assertThatThrownBy(jobs.threadStream(List.<Callable<?>>of(FAILING).iterator())::toList)
                .isNotNull();
        muster.close();
        assertThat(reported).isEmpty();
    }
}
