package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.CallContext;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.Parallel;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.Workers;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which pool a method gets, and what a pool refuses. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class PoolsTest {
    static class Pooled {
        @Parallel(pool = "disk")
        String inDisk() {
            return CallContext.current().workerName();
        }
    }

    static class Sized {
        @Parallel(pool = "disk", workers = 2)
        String inDisk() {
            return CallContext.current().workerName();
        }
    }

    static class OnCores {
        @Parallel(on = Workers.CORES, pool = "disk")
        String inDisk() {
            return CallContext.current().workerName();
        }
    }

    static class Twin {
        @Parallel(workers = 1)
        boolean alone(Gate gate) {
            return gate.passWhateverHappens();
        }
    }

    @DisplayName("workers = n gives a method a pool of its own, also beside a namesake in another package")
    @Test
    void namesakes() {
        Gate gate = new Gate();
        try (Muster muster = Muster.open()) {
            Task<Boolean> held = new PoolsTest_TwinDispatcher(new Twin(), muster).alone(gate);
            Task<Boolean> free = new dev.muster.behaviour.twin.PoolsTest_TwinDispatcher(
                            new dev.muster.behaviour.twin.PoolsTest.Twin(), muster)
                    .alone(new Object());
            assertThat(free.join()).isFalse();
            gate.open();
            assertThat(held.join()).isFalse();
        }
    }

    @DisplayName("a method runs in the pool that it names, whose workers bear its name")
    @Test
    void named() {
        try (Muster muster = Muster.builder().pool("disk", Workers.THREADS, 2).open()) {
            assertThat(new PoolsTest_PooledDispatcher(new Pooled(), muster)
                            .inDisk()
                            .join())
                    .isEqualTo("disk-1");
            assertThat(new PoolsTest_SizedDispatcher(new Sized(), muster)
                            .inDisk()
                            .join())
                    .startsWith("disk-");
        }
    }

    @DisplayName("MAP-29: default pools name their workers Thread-n and Core-n")
    @Test
    void defaults() {
        try (Muster muster = Muster.open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            Callable<?> name = () -> CallContext.current().workerName() + " "
                    + Thread.currentThread().getName();
            assertThat(jobs.thread(name).join()).isEqualTo("Thread-1 Thread-1");
            assertThat(jobs.core(name).join()).isEqualTo("Core-1 Core-1");
            assertThat(jobs.oneThread(name).join()).isEqualTo("oneThread-1 oneThread-1");
        }
    }

    @DisplayName("a pool without a size, or with two, or of two kinds, is an error when the dispatcher is built")
    @Test
    void contradictions() {
        try (Muster muster = Muster.open()) {
            assertThatThrownBy(() -> new PoolsTest_PooledDispatcher(new Pooled(), muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("Pooled.inDisk()")
                    .hasMessageContaining("Muster.builder().pool(\"disk\", Workers.THREADS, n)");
        }
        try (Muster muster = Muster.builder().pool("disk", Workers.THREADS, 5).open()) {
            assertThatThrownBy(() -> new PoolsTest_SizedDispatcher(new Sized(), muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("2 workers, but it has 5");
            assertThatThrownBy(() -> new PoolsTest_OnCoresDispatcher(new OnCores(), muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("kind CORES, but it is THREADS");
        }
        for (String name : List.of("", "a b", "1st", "gr\u00f6\u00dfe")) { // as in @Parallel
            assertThatThrownBy(() -> Muster.builder().pool(name, Workers.THREADS, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("letters, digits and _");
        }
        assertThatThrownBy(() -> Muster.builder().pool("a", Workers.THREADS, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Muster.builder().pool("a", Workers.THREADS, 1).pool("a", Workers.THREADS, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @DisplayName("what overflows the queue is refused in the handle, and the rest runs")
    @Test
    void queueLimit() throws Exception {
        try (Muster muster = Muster.builder().queueLimit(3).open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            for (On on : List.of(On.ONE_THREAD, On.ONE_CORE)) {
                Gate started = new Gate();
                Gate go = new Gate();
                Task<Object> first = on.start(jobs, () -> {
                    started.open();
                    go.pass();
                    return null;
                });
                started.pass();
                List<Task<Object>> queued = new ArrayList<>();
                for (int call = 0; call < 3; call++) {
                    queued.add(on.start(jobs, () -> 1));
                }
                assertThat(queued).allMatch(task -> task.phase() == TaskPhase.QUEUED);
                Task<Object> refused = on.start(jobs, () -> 1);
                assertThat(refused.phase()).isEqualTo(TaskPhase.FAILED);
                assertThatThrownBy(refused::join)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining(refused.name())
                        .hasMessageContaining("queueLimit");
                go.open();
                first.join();
                queued.forEach(Task::join);
            }
        }
    }

    @DisplayName("explain() says what runs, what is queued and where")
    @Test
    void explain() throws Exception {
        try (Muster muster = Muster.open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            Gate started = new Gate();
            Gate go = new Gate();
            Task<Object> running = jobs.oneThread(() -> {
                started.open();
                go.pass();
                return null;
            });
            started.pass();
            Task<Object> queued = jobs.oneThread(() -> null);
            assertThat(running.explain())
                    .isEqualTo("oneThread-1 runs on oneThread-1 (process "
                            + ProcessHandle.current().pid() + ")");
            assertThat(queued.explain())
                    .contains("oneThread-2 is queued", "(1 thread)", "oneThread-1 occupies a worker and 1 is queued");
            assertThat(muster.explain())
                    .contains("1 running, 1 queued", "oneThread-1 runs on oneThread-1", "oneThread-2 is queued");
            go.open();
            queued.join();
            assertThat(queued.explain()).startsWith("oneThread-2 succeeded on oneThread-1");
        }
    }

    @DisplayName("explain() says what a body waits for, and lists the first of many")
    @Test
    @SuppressWarnings("FutureReturnValueIgnored")
    void explainWaiting() {
        try (Muster muster = Muster.open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            Gate go = new Gate();
            Task<Object> awaited = jobs.oneThread(() -> go.passUnlessInterrupted());
            Task<Object> joiner = jobs.thread(awaited::join);
            CompletableFuture<Object> stage = new CompletableFuture<>();
            Task<Object> pending = jobs.stage(() -> stage);
            Gate.until("the join", () -> joiner.explain().endsWith(" and waits for oneThread-1"));
            Gate.until(
                    "the stage", () -> pending.explain().endsWith(" and waits for the stage that its body returned"));
            Gate.until("the first", () -> awaited.phase() == TaskPhase.RUNNING);
            for (int i = 0; i < 1_000; i++) {
                jobs.oneThread(() -> null);
            }
            assertThat(muster.explain())
                    .contains("oneThread-2 is queued", "… 950 more queued", "waits for oneThread-1");
            stage.complete("value");
            go.open();
        }
    }

    @DisplayName("an idle worker holds no call, argument or result, nor those of a body that was interrupted")
    @ParameterizedTest
    @EnumSource
    void idleHoldsNothing(On on) throws Exception {
        try (Muster muster = Muster.open()) {
            JobsDispatcher jobs = new JobsDispatcher(new Jobs(), muster);
            List<WeakReference<?>> held = new ArrayList<>();
            runOne(on, jobs, held);
            interruptOne(on, jobs, held);
            runBatch(on, jobs, held);
            Gate.until("all is garbage", () -> {
                System.gc();
                return held.stream().allMatch(reference -> reference.refersTo(null));
            });
        }
    }

    private static void runOne(On on, JobsDispatcher jobs, List<WeakReference<?>> held) {
        Object result = new Object();
        Callable<?> job = () -> result;
        Task<Object> task = on.start(jobs, job);
        assertThat(task.join()).isSameAs(result);
        held.addAll(List.of(new WeakReference<>(result), new WeakReference<>(job), new WeakReference<>(task)));
    }

    private static void interruptOne(On on, JobsDispatcher jobs, List<WeakReference<?>> held) throws Exception {
        Gate started = new Gate();
        Gate never = new Gate();
        Callable<?> job = () -> {
            started.open();
            return never.passUnlessInterrupted();
        };
        Task<Object> task = on.start(jobs, job);
        started.pass();
        task.cancel(true);
        task.awaitEnd();
        held.addAll(List.of(new WeakReference<>(never), new WeakReference<>(job), new WeakReference<>(task)));
    }

    private static void runBatch(On on, JobsDispatcher jobs, List<WeakReference<?>> held) {
        Object result = new Object();
        Callable<?> job = () -> result;
        Batch<Object> batch = on.all(jobs, Collections.nCopies(20, job));
        assertThat(batch.join()).hasSize(20);
        held.addAll(List.of(new WeakReference<>(result), new WeakReference<>(job), new WeakReference<>(batch)));
    }
}
