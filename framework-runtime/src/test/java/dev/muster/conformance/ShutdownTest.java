package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.RefusedException;
import dev.muster.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a runtime and its pools. */
class ShutdownTest extends PoolStage {
    @DisplayName("SHD-01: after the close new work is refused, with an error that says why")
    @ParameterizedTest
    @EnumSource
    void refused(Where where) {
        Muster muster = open();
        square(where, muster, 1).join();
        muster.close();
        assertThatThrownBy(() -> square(where, muster, 2).join())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("closed");
    }

    @DisplayName(
            "SHD-02, SHD-06, SHD-10: the close waits for all that was accepted, and for the workers; then it returns")
    @ParameterizedTest
    @EnumSource
    void drains(Where where) {
        List<Task<Integer>> tasks;
        try (Muster muster = open()) {
            tasks = IntStream.range(0, 50)
                    .mapToObj(i -> square(where, muster, i))
                    .toList();
        }
        assertThat(tasks).allMatch(Task::isDone);
        for (int i = 0; i < 50; i++) {
            assertThat(tasks.get(i).join()).isEqualTo(i * i);
        }
    }

    @DisplayName("SHD-03, SHD-13: closing now ends what runs, gives back what is queued, and leaves nothing pending")
    @ParameterizedTest
    @EnumSource
    void closesNow(Where where) throws Exception {
        Muster muster = open();
        List<Task<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tasks.add(stay(where, muster, "stays" + i, "never"));
        }
        awaitRunning("stays0");
        assertThat(muster.closeNow()).hasSizeGreaterThan(40);
        assertThat(tasks).allMatch(Task::isDone);
        assertThat(tasks).filteredOn(Task::isCancelled).hasSizeGreaterThan(40);
        muster.closeNow();
    }

    @DisplayName("SHD-04: a close by another thread keeps nobody; work that was accepted is completed")
    @ParameterizedTest
    @EnumSource
    void closesElsewhere(Where where) throws Exception {
        Muster muster = open();
        Task<String> running = stay(where, muster, "runs", "gate");
        awaitRunning("runs");
        Task<String> queued = stay(where, muster, "waits", "gate");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(muster::close);
        assertThat(closing.isDone()).isFalse();
        open("gate");
        closing.get(60, TimeUnit.SECONDS);
        assertThat(running.isDone() && queued.isDone()).isTrue();
        assertThat(queued.join()).isNotEmpty();
    }

    @DisplayName("SHD-07: closing again is nothing, and closers at the same time all wait for the end")
    @ParameterizedTest
    @EnumSource
    void closesAgain(Where where) throws Exception {
        Muster muster = open();
        Task<Integer> task = square(where, muster, 4);
        CompletableFuture<Void> other = CompletableFuture.runAsync(muster::close);
        muster.close();
        assertThat(task.isDone()).isTrue();
        other.get(60, TimeUnit.SECONDS);
        muster.close();
        open().close();
    }
}
