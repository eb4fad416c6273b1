package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.TaskPhase;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call in a process of its own, from its start to its end. */
class ProcessTest extends PoolStage {
    @DisplayName("PRC-01, PRC-12, PRC-14: a call is listed while it runs, with its process, and not before or after")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void listed(Where where) throws Exception {
        try (Muster muster = open()) {
            String first = newName();
            Task<String> running = stay(where, muster, first, "gate");
            awaitRunning(first);
            assertThat(running.phase()).isEqualTo(TaskPhase.RUNNING);
            long pid = running.worker().orElseThrow().pid();
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();
            assertThat(muster.explain()).contains(running.name() + " runs on");
            assertThat(running.toCompletableFuture().isDone()).isFalse();
            open("gate");
            running.join();
            assertThat(running.toCompletableFuture().get(30, TimeUnit.SECONDS)).isNotEmpty();
            assertThat(running.phase()).isEqualTo(TaskPhase.SUCCEEDED);
            Stage.until("it is not listed", () -> !muster.explain().contains(running.name()));
        }
    }

    @DisplayName("PRC-06: outside of calls there is no context: the main program is no worker")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void mainProgram(Where where) {
        try (Muster muster = open()) {
            assertThat(square(where, muster, 1).join()).isEqualTo(1);
            assertThatThrownBy(dev.muster.CallContext::current).isInstanceOf(IllegalStateException.class);
        }
    }

    @DisplayName("PRC-08: joining for no time returns at once, and leaves the call running")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void joinForNoTime(Where where) throws Exception {
        try (Muster muster = open()) {
            String name = newName();
            Task<String> task = stay(where, muster, name, "gate");
            awaitRunning(name);
            for (long limit : List.of(0L, -1L)) {
                assertThatThrownBy(() -> task.get(limit, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                assertThat(task.awaitEnd(Duration.ofSeconds(limit))).isFalse();
            }
            assertThat(task.phase()).isEqualTo(TaskPhase.RUNNING);
            open("gate");
            assertThat(task.join()).isNotEmpty();
        }
    }

    @DisplayName("PRC-11: an interrupt ends a body as the interruption that it is")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void interrupt(Where where) throws Exception {
        try (Muster muster = open()) {
            String name = newName();
            Task<String> task = stay(where, muster, name, "never");
            awaitRunning(name);
            assertThat(task.cancel(true)).isTrue();
            assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
            assertThat(task.awaitEnd(Duration.ofSeconds(30))).isTrue();
        }
    }

    @DisplayName("PRC-19: a body that closes its standard streams ends as others do, and so does its child")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void closedOutput(Where where) {
        try (Muster muster = open()) {
            pooled(muster).closeOutput().join();
            assertThat(square(where, muster, 3).join()).isEqualTo(9);
        }
    }

    @DisplayName("PRC-22: the whole trace of an exception comes back, the child's frames and the caller's")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void trace(Where where) {
        try (Muster muster = open()) {
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, square(where, muster, -1)::join);
            assertThat(failure)
                    .hasStackTraceContaining("negative: -1")
                    .hasStackTraceContaining("Pooled.square(")
                    .hasStackTraceContaining("ProcessTest");
        }
    }

    @DisplayName("PRC-24: after the end of a call nothing holds its target or its result")
    @ParameterizedTest
    @EnumSource
    void references(Where where) throws Exception {
        try (Muster muster = open()) {
            WeakReference<Pooled> target = forgotten(where, muster);
            Stage.until("the target is garbage", () -> {
                System.gc();
                return target.refersTo(null);
            });
        }
    }

    private static WeakReference<Pooled> forgotten(Where where, Muster muster) {
        Pooled target = new Pooled();
        PooledDispatcher pooled = new PooledDispatcher(target, muster);
        Task<Integer> task = where == Where.THREADS ? pooled.squareInThread(2) : pooled.squareInProcess(2);
        assertThat(task.join()).isEqualTo(4);
        return new WeakReference<>(target);
    }

    @DisplayName("PRC-29: calls of all kinds live in one program, and within each other")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void mixed(Where where) {
        try (Muster muster = open()) {
            PooledDispatcher pooled = pooled(muster);
            Task<Integer> thread = pooled.squareInThread(2);
            Task<Integer> process = pooled.squareInProcess(3);
            assertThat(thread.join() + process.join()).isEqualTo(13);
            assertThat(pooled.nestedInProcess(4).join()).isEqualTo("process 16");
        }
    }

    @DisplayName("PRC-30: waiting for any of several calls gives the one that has ended, or times out")
    @ParameterizedTest
    @EnumSource
    void waitAny(Where where) throws Exception {
        try (Muster muster = open()) {
            String name = newName();
            Task<String> slow = stay(where, muster, name, "gate");
            awaitRunning(name);
            assertThatThrownBy(() ->
                            CompletableFuture.anyOf(slow.toCompletableFuture()).get(50, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(CompletableFuture.anyOf(
                                    slow.toCompletableFuture(),
                                    square(where, muster, 6).toCompletableFuture())
                            .get(30, TimeUnit.SECONDS))
                    .isEqualTo(36);
            open("gate");
        }
    }

    @DisplayName("SHD-16: while a runtime closes now, a child that has served its calls is not replaced")
    @ParameterizedTest
    @EnumSource(names = "PROCESSES")
    void noReplacement(Where where) throws Exception {
        Muster muster = Muster.builder()
                .processes(ProcessOptions.defaults().callsPerWorker(1))
                .onUnobservedFailure((call, failure) -> {})
                .open();
        for (int i = 0; i < 20; i++) {
            stay(where, muster, "fresh" + i, "never");
        }
        awaitRunning("fresh0");
        muster.closeNow();
        assertThat(ProcessHandle.current().children().map(ProcessHandle::pid)).isEmpty();
    }
}
