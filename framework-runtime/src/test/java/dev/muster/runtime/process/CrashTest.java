package dev.muster.runtime.process;

import static dev.muster.runtime.process.Children.crashOf;
import static dev.muster.runtime.process.Children.withProcesses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Batch;
import dev.muster.BatchFailedException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.Outcome;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import dev.muster.WorkerStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Children that die, and those that cannot be started. */
@ExtendWith(Leftovers.class)
class CrashTest {
    @TempDir
    private Path files;

    private static BodiesDispatcher bodies(Muster muster) {
        return new BodiesDispatcher(new Bodies(), muster);
    }

    @Test
    @DisplayName("CRS-01, PRC-23 exit and halt fail their own call, with the evidence")
    void exitAndHalt() {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            long pid = bodies.pid().join();
            Task<?> exit = bodies.exit(3);
            WorkerCrashedException crash = crashOf(exit);
            assertThat(crash.exitCode()).isEqualTo(3);
            assertThat(crash.pid()).isEqualTo(pid);
            assertThat(crash.call()).isEqualTo(exit.name());
            assertThat(crash.signal()).isEmpty();

            crash = crashOf(bodies.halt(4));
            assertThat(crash.exitCode()).isEqualTo(4);
            assertThat(crash.worker()).isEqualTo("Process-2");
            assertThat(crash.stderr()).containsExactly("last words");
            assertThat(bodies.square(3).join()).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("PRC-09, PRC-10 the exception names the signal")
    void signals() {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            BodiesDispatcher bodies = bodies(muster);
            assertThat(crashOf(bodies.kill("KILL")).signal()).contains("SIGKILL");
            assertThat(crashOf(bodies.kill("TERM")).signal()).contains("SIGTERM");
        }
    }

    @Test
    @DisplayName("a crash of the JVM itself leaves a report that the exception names")
    void crashReport() throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            WorkerCrashedException crash = crashOf(bodies(muster).kill("SEGV"));
            assertThat(crash.signal()).contains("SIGABRT");
            Path report = Path.of(crash.crashFile().orElseThrow());
            assertThat(Files.readString(report)).contains("SIGSEGV");
            Files.delete(report);
        }
    }

    @Test
    @DisplayName("a crash in the middle of an array is not blamed on the element with which the child's part began")
    void crashWithinAnArray() {
        int[] inputs = IntStream.range(0, 1_000).toArray();
        inputs[50] = -1;
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            DyingDispatcher dying = new DyingDispatcher(new Dying(files.toString()), muster);
            BatchFailedException failure =
                    catchThrowableOfType(BatchFailedException.class, () -> dying.squareUnlessNegativeArray(inputs));
            assertThat(failure).hasCauseInstanceOf(WorkerCrashedException.class);
            Matcher said = Pattern.compile("Array failed at indices (\\d+) to (\\d+), which a child had together")
                    .matcher(failure.getMessage());
            assertThat(said.find()).as(failure.getMessage()).isTrue();
            assertThat(Long.parseLong(said.group(1))).isEqualTo(failure.index()).isLessThanOrEqualTo(50);
            assertThat(Long.parseLong(said.group(2))).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    @DisplayName("CRS-02 a crash costs exactly the call that ran; nothing is run twice")
    void aCrashCostsOneCall() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Integer> inputs = IntStream.range(0, 5_000)
                .map(i -> random.nextInt(1_000) == 0 ? -1 - random.nextInt(3) : i)
                .boxed()
                .toList();
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            Batch<Integer> batch = new DyingDispatcher(new Dying(files.toString()), muster)
                    .squareUnlessNegativeAll(inputs, FanOut.collectAll());
            List<Outcome<Integer>> outcomes = batch.outcomes();
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i) >= 0) {
                    assertThat(outcomes.get(i).isSuccess())
                            .as("call %d, seed %d", i, seed)
                            .isTrue();
                } else {
                    assertThat(outcomes.get(i).failure())
                            .as("call %d, seed %d", i, seed)
                            .isInstanceOf(WorkerCrashedException.class);
                }
            }
        }
    }

    @Test
    @DisplayName("a child that is killed while it is idle is replaced, and costs no call")
    void killedWhileIdle() throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            for (int i = 0; i < 10; i++) {
                long pid = bodies.pid().join();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                assertThat(bodies.pid().join()).isNotEqualTo(pid);
            }
        }
    }

    @Test
    @DisplayName("a child that is killed while it starts is replaced, and costs no call")
    void killedWhileStarting() {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            Task<Integer> task = bodies(muster).square(7);
            Optional<ProcessHandle> child = Optional.empty();
            while (child.isEmpty() && !task.isDone()) {
                child = ProcessHandle.current().children().findFirst();
            }
            child.ifPresent(ProcessHandle::destroyForcibly);
            assertThat(task.join()).isEqualTo(49);
        }
    }

    @Test
    @DisplayName("CRS-08 a child that dies while a large message is on its way frees its writer")
    void diesDuringALargeMessage() throws Exception {
        Path started = files.resolve("started");
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            List<Task<?>> tasks = new ArrayList<>();
            tasks.add(bodies.spin(started.toString()));
            long pid = Eventually.pidIn(started);
            tasks.add(bodies.sum(new byte[32 << 20]));
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertThat(crashOf(tasks.get(0)).signal()).contains("SIGKILL");
            assertThat(tasks.get(1).join()).isEqualTo(0);
        }
    }

    @Test
    @DisplayName(
            "CRS-08 a child that dies while large messages pass through memory frees its writer, and the calls go on")
    void diesDuringLargeMessagesInMemory() {
        byte[] large = new byte[8 << 20];
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            int crashed = 0;
            for (int round = 0; round < 8; round++) {
                bodies.reversed(large).join();
                bodies.reversed(large).join();
                Task<byte[]> task = bodies.reversed(large);
                LockSupport.parkNanos(round * 800_000L); // anywhere on the way, first of all at its beginning
                ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
                Throwable failure = catchThrowable(task::join);
                if (failure != null) {
                    assertThat(failure).isInstanceOf(WorkerCrashedException.class);
                    crashed++;
                }
            }
            assertThat(bodies.reversed(large).join()).isEqualTo(large);
            assertThat(crashed).isPositive();
        }
    }

    @Test
    @DisplayName("CRS-12, PRC-31 a JVM that cannot start fails what is queued, promptly and with the reason")
    void aJvmThatCannotStart() {
        try (Muster muster = withProcesses(ProcessOptions.defaults().jvmArguments("-XX:NoSuchOption"), 2)) {
            List<Task<Integer>> tasks =
                    IntStream.range(0, 10).mapToObj(bodies(muster)::square).toList();
            for (Task<Integer> task : tasks) {
                assertThat(catchThrowable(task::join))
                        .isInstanceOf(WorkerStartException.class)
                        .hasMessageContaining("NoSuchOption");
            }
        }
    }

    @Test
    @DisplayName("CRS-12 a fan-out ends when no JVM can start")
    void aFanOutWithoutJvm() {
        try (Muster muster = withProcesses(ProcessOptions.defaults().jvmArguments("-XX:NoSuchOption"), 2)) {
            Batch<Integer> batch =
                    bodies(muster).squareAll(IntStream.range(0, 100).boxed().toList(), FanOut.collectAll());
            assertThat(batch.outcomes())
                    .allSatisfy(outcome -> assertThat(outcome.failure()).isInstanceOf(WorkerStartException.class));
        }
    }

    @Test
    void aChildThatIsNotReadyInTimeIsKilled() {
        ProcessOptions slow = ProcessOptions.defaults().startLimit(Duration.ofMillis(1));
        try (Muster muster = withProcesses(slow, 1)) {
            assertThat(catchThrowable(bodies(muster).square(1)::join))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessageContaining("within PT0.001S");
        }
    }

    @Test
    @DisplayName("PRC-26 shutdown hooks run when a body exits")
    void hooksRunOnExit() {
        Path file = files.resolve("hook");
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            assertThat(crashOf(bodies(muster).exitWithHook(file.toString(), 5)).exitCode())
                    .isEqualTo(5);
            assertThat(file).hasContent("hook");
        }
    }
}
