package dev.muster.runtime.process;

import static dev.muster.runtime.process.Children.withProcesses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.Batch;
import dev.muster.CallFailedException;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerInfo;
import dev.muster.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in child processes whose bodies behave. */
@ExtendWith(Leftovers.class)
class ProcessCallsTest {
    @TempDir
    private Path files;

    private static BodiesDispatcher bodies(Muster muster) {
        return new BodiesDispatcher(new Bodies(), muster);
    }

    @Test
    @DisplayName("PRC-02 arguments arrive equal")
    void argumentsArriveEqual() {
        try (Muster muster = Muster.open()) {
            assertThat(bodies(muster).square(7).join()).isEqualTo(49);
            assertThat(bodies(muster)
                            .join("a\u20ac\ud83d\ude00", List.of(1, 2), true)
                            .join())
                    .isEqualTo("a\u20ac\ud83d\ude00[1, 2]true");
        }
    }

    @Test
    @DisplayName("PRC-03, PRC-04 names and process ids agree on both sides, and on the command line")
    void namesAgree() throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            Task<String> task = bodies(muster).identity();
            List<String> seen = task.join().lines().toList();
            WorkerInfo worker = task.worker().orElseThrow();
            assertThat(seen.get(0)).isEqualTo(task.name());
            assertThat(seen.get(1)).isEqualTo(worker.name()).isEqualTo("Process-1");
            assertThat(seen.get(2)).isEqualTo(Long.toString(worker.pid()));
            assertThat(seen.get(3))
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
            assertThat(seen.get(4)).isEqualTo("Process-1");
            String commandLine = Files.readString(Path.of("/proc/" + worker.pid() + "/cmdline"));
            assertThat(commandLine.split("\0")).contains("Process-1");
        }
    }

    @Test
    @DisplayName("a subclass is no stand-in for the class that a child would build")
    void noStandIn() {
        try (Muster muster = Muster.open()) {
            assertThat(catchThrowable(() -> new BodiesDispatcher(new Bodies() {}, muster)))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("a child process would build a " + Bodies.class.getName())
                    .hasMessageContaining("java.io.Serializable");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 100, 1000})
    @DisplayName("MAP-02 a fan-out equals its sequential form, whatever the chunk")
    void chunks(int chunk) {
        List<Integer> inputs = IntStream.range(0, 100).boxed().toList();
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            assertThat(bodies(muster)
                            .squareAll(inputs, FanOut.failFast().chunk(chunk))
                            .join())
                    .isEqualTo(inputs.stream().map(x -> x * x).toList());
        }
    }

    @Test
    @DisplayName("MAP-28 calls one after another use one child")
    void sequentialCallsUseOneChild() {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 4)) {
            BodiesDispatcher bodies = bodies(muster);
            List<Long> pids = IntStream.range(0, 20)
                    .mapToObj(i -> bodies.pid().join())
                    .distinct()
                    .toList();
            assertThat(pids).hasSize(1);
        }
    }

    @Test
    @DisplayName("answers that were given before a slow call are told while that runs")
    void aSlowCallKeepsNoAnswersBack(@TempDir Path files) throws Exception {
        Path gate = files.resolve("gate");
        List<BodiesDispatcher.SquareWhenThereIsCall> calls = IntStream.range(0, 3_000)
                .mapToObj(x -> new BodiesDispatcher.SquareWhenThereIsCall(gate.toString(), x % 1_000 == 999 ? -x : x))
                .toList();
        try (Muster muster = Muster.builder().workers(Workers.PROCESSES, 1).open()) {
            Batch<Integer> batch = new BodiesDispatcher(new Bodies(), muster).squareWhenThereIsAll(calls);
            Eventually.isTrue(() -> batch.progress().done() == 999, () -> "at " + batch.progress());
            Files.createFile(gate);
            assertThat(batch.join()).hasSize(3_000).endsWith(2_999 * 2_999);
        }
    }

    @Test
    @DisplayName("MAP-02 a fan-out gives what a loop gives")
    void fanOut() {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            List<Integer> inputs = IntStream.range(0, 10_000).boxed().toList();
            assertThat(bodies(muster).squareAll(inputs).join())
                    .isEqualTo(inputs.stream().map(x -> x * x).toList());
        }
    }

    @Test
    @DisplayName("PRC-27 a child has the parent's class path, and its application's system properties")
    void classPathAndProperties() {
        System.setProperty("my.own", "a \"quoted\" \\ value\nin two lines");
        try (Muster muster = Muster.open()) {
            assertThat(bodies(muster).property("java.class.path").join())
                    .isEqualTo(System.getProperty("java.class.path"));
            assertThat(bodies(muster).property("my.own").join()).isEqualTo(System.getProperty("my.own"));
        } finally {
            System.clearProperty("my.own");
        }
    }

    @Test
    @DisplayName("PRC-32 environment, working directory, heap and JVM arguments are as the options say")
    void options() {
        ProcessOptions options = ProcessOptions.defaults()
                .environment(Map.of("MY_VARIABLE", "my value"))
                .workingDirectory(files)
                .heap("64m")
                .jvmArguments("-Dmine=1", "-XX:+UseParallelGC");
        try (Muster muster = withProcesses(options, 1)) {
            assertThat(bodies(muster).variable("MY_VARIABLE").join()).isEqualTo("my value");
            assertThat(bodies(muster).property("user.dir").join()).isEqualTo(files.toString());
            assertThat(bodies(muster).property("mine").join()).isEqualTo("1");
            assertThat(bodies(muster).maxHeap().join()).isLessThanOrEqualTo(64L << 20);
        }
    }

    @Test
    void aChildsStandardInputIsEmpty() {
        try (Muster muster = Muster.open()) {
            assertThat(bodies(muster).standardInput().join()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("MAP-31 large arguments and results cross")
    void largeValuesCross() {
        byte[] bytes = new byte[64 << 20];
        new Random(1).nextBytes(bytes);
        byte[] expected = bytes.clone();
        for (int i = 0, j = expected.length - 1; i < j; i++, j--) {
            byte swapped = expected[i];
            expected[i] = expected[j];
            expected[j] = swapped;
        }
        try (Muster muster = Muster.open()) {
            byte[] reversed = bodies(muster).reversed(bytes).join();
            assertThat(Arrays.equals(reversed, expected)).isTrue();
        }
    }

    @Test
    @DisplayName("MAP-31 large values of all sizes cross in both directions, again and again, through several children")
    void manyLargeValuesCross() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> inputs = IntStream.range(0, 200)
                .mapToObj(i -> {
                    byte[] bytes =
                            new byte[random.nextInt(5) == 0 ? random.nextInt(4 << 20) : 128 * 1024 * random.nextInt(9)];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .toList();
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            List<byte[]> reversed = bodies(muster).reversedAll(inputs).join();
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(new Bodies().reversed(reversed.get(i)))
                        .as("seed %d, value %d", seed, i)
                        .isEqualTo(inputs.get(i));
            }
        }
    }

    @Test
    @DisplayName("MAP-31 an argument of 200 MiB crosses into a child that has no room for two")
    void largeArgumentsStream() {
        byte[] bytes = new byte[200 << 20];
        bytes[bytes.length - 1] = 7;
        try (Muster muster = withProcesses(ProcessOptions.defaults().heap("448m"), 1)) {
            assertThat(bodies(muster).sum(bytes).join()).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("values of every size around that of a piece cross, alone and in crowds")
    void valuesAroundThePieceSizeCross() {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            List<byte[]> inputs = IntStream.rangeClosed(65_436, 65_636)
                    .mapToObj(size -> {
                        byte[] bytes = new byte[size];
                        Arrays.fill(bytes, (byte) 1);
                        return bytes;
                    })
                    .toList();
            assertThat(bodies(muster).sumAll(inputs).join())
                    .isEqualTo(inputs.stream().map(bytes -> bytes.length).toList());
            List<byte[]> small = IntStream.range(0, 3_000)
                    .mapToObj(i -> new byte[] {(byte) (i % 100), 0, 1})
                    .toList();
            assertThat(bodies(muster).sumAll(small).join())
                    .isEqualTo(small.stream().map(bytes -> bytes[0] + 1).toList());
        }
    }

    @Test
    void aStageIsAwaitedInTheChild() {
        try (Muster muster = Muster.open()) {
            assertThat(bodies(muster).later("soon").join()).isEqualTo("soon!");
        }
    }

    @Test
    @DisplayName("FUT-06, FUT-07 an exception comes back as itself, with the child's stack trace")
    void exceptionsComeBackAsThemselves() {
        try (Muster muster = Muster.open()) {
            Task<?> task = bodies(muster).fail("bang");
            Throwable failure = catchThrowable(task::join);
            assertThat(failure).isInstanceOf(CallFailedException.class);
            assertThat(failure.getCause())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("bang");
            assertThat(failure.getCause().getCause()).isInstanceOf(IllegalArgumentException.class);
            assertThat(failure.getCause().getStackTrace()[0].toString()).contains("Bodies.fail");
            assertThat(failure.getCause())
                    .hasStackTraceContaining(
                            "Process-1.pid-" + task.worker().orElseThrow().pid() + "(" + task.name());
        }
    }

    @Test
    @DisplayName("FUT-07 fields of the user's own exceptions survive")
    void fieldsOfExceptionsSurvive() {
        try (Muster muster = Muster.open()) {
            Throwable failure = catchThrowable(bodies(muster).failOwn(42)::join);
            assertThat(failure.getCause()).isInstanceOfSatisfying(Bodies.OwnException.class, own -> {
                assertThat(own.code()).isEqualTo(42);
                assertThat(own.detail()).hasToString("[a, b]");
            });
        }
    }

    @Test
    void anExceptionThatCannotCrossIsDescribed() {
        try (Muster muster = Muster.open()) {
            Throwable failure = catchThrowable(bodies(muster).failUnsendable()::join);
            assertThat(failure.getCause())
                    .hasMessageContaining(Bodies.UnsendableException.class.getName())
                    .hasMessageContaining("cannot cross")
                    .hasStackTraceContaining("Bodies.failUnsendable");
        }
    }

    @Test
    @DisplayName("common collections in the fields of an exception survive")
    void collectionsInExceptionsSurvive() {
        try (Muster muster = Muster.open()) {
            Throwable failure = catchThrowable(bodies(muster).failWithCollections()::join);
            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(
                            Bodies.CollectingException.class,
                            own -> assertThat(own.contents()).isEqualTo("[a] {b=2}"));
        }
    }

    @Test
    @DisplayName("of a chain of causes, only the one that cannot cross is described")
    void aCauseThatCannotCrossIsDescribed() {
        try (Muster muster = Muster.open()) {
            Throwable failure = catchThrowable(bodies(muster).failWithUnsendableCause()::join)
                    .getCause();
            assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("outer");
            assertThat(failure.getCause())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("middle");
            assertThat(failure.getCause().getCause()).hasMessageContaining("UnsendableException: inner");
        }
    }

    @Test
    void anExceptionWhoseMethodsThrowIsDescribed() {
        try (Muster muster = Muster.open()) {
            Throwable failure = catchThrowable(bodies(muster).failHostile()::join);
            assertThat(failure).isInstanceOf(CallFailedException.class);
            assertThat(failure.getCause()).hasMessageContaining("HostileException, whose getMessage() throws");
        }
    }

    @Test
    void aLongChainOfCausesArrives() {
        try (Muster muster = Muster.open()) {
            Throwable failure =
                    catchThrowable(bodies(muster).failDeep(200)::join).getCause();
            assertThat(failure).isExactlyInstanceOf(RuntimeException.class).hasMessage("cause 199");
            assertThat(failure).hasRootCauseMessage("deepest");
            assertThat(catchThrowable(bodies(muster).failDeep(100_000)::join).getCause())
                    .hasMessageStartingWith("java.lang.RuntimeException: cause 99999");
        }
    }

    @Test
    void errorsComeBackAndTheChildGoesOn() {
        try (Muster muster = withProcesses(ProcessOptions.defaults().heap("48m"), 1)) {
            BodiesDispatcher bodies = bodies(muster);
            long pid = bodies.pid().join();
            assertThat(catchThrowable(bodies.recurse(0)::join)).hasCauseInstanceOf(StackOverflowError.class);
            assertThat(bodies.pid().join()).isEqualTo(pid);
        }
    }
}
