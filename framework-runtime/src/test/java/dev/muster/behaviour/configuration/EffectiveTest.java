package dev.muster.behaviour.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.RunTimeoutException;
import dev.muster.SharedSemaphore;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WaitTimeoutException;
import dev.muster.Workers;
import dev.muster.behaviour.LeavesNothingBehind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each key does. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class EffectiveTest {
    private static SquaresDispatcher squares(Muster muster) {
        return new SquaresDispatcher(new Squares(), muster);
    }

    @DisplayName("call.….on moves a method to other workers")
    @Test
    void on() {
        try (Muster muster = Configured.by("call.Squares.inDisk.on", "CORES", "call.Squares.square.on", "CORES")) {
            assertThat(squares(muster).square(1).join()).isEqualTo("Core-1");
            assertThat(muster.explain()).contains("'disk' (2 cores)");
        }
    }

    @DisplayName("call.….workers gives a method a pool of its own, of that size; 0 takes it away")
    @Test
    void workers() {
        try (Muster muster = Configured.by("call.Squares.square.workers", "8")) {
            assertThat(squares(muster).square(1).join()).startsWith("square-");
            assertThat(muster.explain()).contains("'Squares.square(int)' (8 threads)");
        }
        try (Muster muster = Configured.by("call.Squares.square.workers", "0")) {
            assertThat(squares(muster).square(1).join()).startsWith("Thread-");
        }
    }

    @DisplayName("call.….timeout limits the run of a method without a limit")
    @Test
    void timeout() {
        try (Muster muster = Configured.by("call.Squares.untilInterrupted.timeout", "50ms")) {
            Task<Boolean> task = squares(muster).untilInterrupted();
            assertThatThrownBy(task::join)
                    .isInstanceOf(RunTimeoutException.class)
                    .hasMessageContaining("50ms");
        }
    }

    @DisplayName("call.….wait limits the wait")
    @Test
    void waiting() {
        try (Muster muster = Configured.by("call.Squares.afterLoaded.wait", "50ms")) {
            assertThatThrownBy(squares(muster).afterLoaded()::join)
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessageContaining("50ms");
        }
    }

    @DisplayName("the class is named as people say it or in full, the method by its name or its prefix")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "call.Squares.squareOfLong.workers",
                "call.dev.muster.behaviour.configuration.Squares.squareOfLong.workers",
                "call.Squares.square.workers"
            })
    void names(String key) {
        try (Muster muster = Configured.by(key, "1")) {
            SquaresDispatcher squares = squares(muster);
            assertThat(squares.squareOfLong(1).join()).isEqualTo("squareOfLong-1");
            assertThat(squares.square(1).join()).startsWith(key.contains("OfLong") ? "Thread-" : "square-");
        }
    }

    @DisplayName("a nested class is Outer.Inner, and Outer alone is not")
    @ParameterizedTest
    @ValueSource(strings = {"Squares.Inner", "dev.muster.behaviour.configuration.Squares.Inner", "Squares$Inner"})
    void nested(String name) {
        try (Muster muster = Configured.by("call." + name + ".square.workers", "1")) {
            assertThat(new Squares_InnerDispatcher(new Squares.Inner(), muster)
                            .square(1)
                            .join())
                    .isEqualTo("square-1");
            assertThat(squares(muster).square(1).join()).startsWith("Thread-");
        }
    }

    @DisplayName("permits.<name> changes the permits of annotations and of handles alike")
    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void permits(int permits) throws InterruptedException {
        try (Muster muster = Configured.by("permits.database", String.valueOf(permits))) {
            SharedSemaphore database = muster.semaphore("database", 3);
            assertThat(database.permits()).isEqualTo(permits);
            assertThat(squares(muster).query().join()).isEqualTo(permits - 1);
            assertThat(squares(muster).bigQuery().join()).isEqualTo(permits - 2);
            database.acquire(permits);
            Task<Integer> waiting = squares(muster).query();
            assertThat(waiting.phase()).isEqualTo(TaskPhase.WAITING);
            database.release(permits);
            waiting.join();
        }
    }

    @DisplayName(
            "pool.<name>.on and .workers outdo the annotations of all methods that name it, and size pools without a size")
    @Test
    void pools() {
        try (Muster muster = Configured.by("pool.disk.on", "CORES", "pool.disk.workers", "3")) {
            squares(muster).inDisk().join();
            assertThat(muster.explain()).contains("'disk' (3 cores)");
        }
        try (Muster muster = Configured.by("pool.disk.workers", "3")) {
            new Squares_UnsizedDispatcher(new Squares.Unsized(), muster)
                    .inDisk()
                    .join();
            squares(muster).inDisk().join();
            assertThat(muster.explain()).contains("'disk' (3 threads)");
        }
    }

    @DisplayName("pool.threads and pool.cores are the default pools")
    @Test
    void defaultPools() {
        try (Muster muster = Configured.by("pool.threads.workers", "7", "pool.cores.workers", "5")) {
            squares(muster).square(1).join();
            assertThat(muster.explain()).contains("'threads' (7 threads)");
        }
        try (Muster muster = Configured.by("pool.cores.workers", "5", "call.Squares.square.on", "CORES")) {
            squares(muster).square(1).join();
            assertThat(muster.explain()).contains("'cores' (5 cores)");
        }
    }

    @DisplayName("queueLimit and drain hold for the runtime")
    @Test
    void whole() {
        Task<Boolean> running;
        Task<Boolean> queued;
        try (Muster muster =
                Configured.by("queueLimit", "1", "drain", "0s", "call.Squares.untilInterrupted.workers", "1")) {
            SquaresDispatcher squares = squares(muster);
            running = squares.untilInterrupted();
            while (running.phase() != TaskPhase.RUNNING) {
                Thread.onSpinWait();
            }
            queued = squares.untilInterrupted();
            assertThatThrownBy(squares.untilInterrupted()::join).hasMessageContaining("queueLimit");
        }
        assertThat(running.phase()).isEqualTo(TaskPhase.CANCELLED);
        assertThat(queued.phase()).isEqualTo(TaskPhase.CANCELLED);
    }

    @DisplayName("methods for child processes run on threads if that is configured, also with a target of a subclass")
    @Test
    void fromProcesses() {
        try (Muster muster = Configured.by("call.Children.Alone.where.on", "THREADS")) {
            Children.Alone target = new Children.Alone() {};
            assertThat(new Children_AloneDispatcher(target, muster).where().join())
                    .isEqualTo("Thread-1");
        }
    }

    @DisplayName("pools of child processes are started as configured: all of them, and one of them otherwise")
    @Test
    void processOptions() {
        try (Muster muster = Configured.by(
                "pool.processes.workers", "1",
                "pool.processes.heap", "64m",
                "pool.processes.jvmArguments", "-Da=b \"-Dc=d e\"",
                "pool.processes.environment.KIND", "small",
                "pool.big.heap", "96m",
                "pool.big.environment.KIND", "big")) {
            ChildrenDispatcher children = new ChildrenDispatcher(new Children(), muster);
            assertThat(children.ofAll("KIND", "c").join()).isEqualTo("small, d e");
            assertThat(children.inBig("KIND").join()).matches("9[0-6] MB, big");
            assertThat(muster.explain())
                    .contains("pool.big.heap = 96m (", "pool.big.environment.KIND = … (")
                    .doesNotContain("KIND = big");
        }
    }

    @DisplayName("what the builder's ProcessOptions say outdoes what is configured for all, and not for one pool")
    @Test
    void processOptionsOfBuilder() {
        try (Muster muster = Muster.builder()
                .processes(ProcessOptions.defaults()
                        .jvmArguments("-Dc=builder")
                        .environment(Configured.map("KIND", "builder")))
                .workers(Workers.PROCESSES, 1)
                .configuration(Configured.map(
                        "pool.processes.jvmArguments", "-Dc=file",
                        "pool.processes.environment.KIND", "file",
                        "pool.processes.heap", "80m",
                        "pool.big.environment.KIND", "big"))
                .open()) {
            ChildrenDispatcher children = new ChildrenDispatcher(new Children(), muster);
            assertThat(children.ofAll("KIND", "c").join()).isEqualTo("builder, builder");
            assertThat(children.inBig("KIND").join()).matches("(7[0-9]|80) MB, big");
        }
    }

    @DisplayName("child processes obey the same configuration: nested calls, permits and explain()")
    @Test
    void inheritance() {
        try (Muster muster = Configured.by(
                "queueLimit",
                "77",
                "pool.processes.workers",
                "1",
                "call.Squares.square.on",
                "CORES",
                "permits.database",
                "5")) {
            ChildrenDispatcher children = new ChildrenDispatcher(new Children(), muster);
            assertThat(children.nested().join())
                    .startsWith("Core-")
                    .contains("Squares.square: on = CORES (Muster.builder().configuration(…))");
            assertThat(children.permits().join()).isEqualTo(5);
            assertThat(children.explained().join())
                    .contains("queueLimit = 77 (Muster.builder().configuration(…))")
                    .doesNotContain("overruled");
        }
    }

    @DisplayName("values may have spaces around them")
    @Test
    void spaces() throws CallFailedException {
        try (Muster muster = Configured.by("call.Squares.square.on", " CORES ")) {
            assertThat(squares(muster).square(1).join()).isEqualTo("Core-1");
        }
    }
}
