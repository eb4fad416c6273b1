package dev.muster.runtime.process;

import static dev.muster.runtime.process.Children.withProcesses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import dev.muster.WorkerStartException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the options of a pool of processes say of its children, from their start to their replacement. */
@ExtendWith(Leftovers.class)
class LimitsTest {
    @TempDir
    private Path files;

    private static DeadlyDispatcher deadly(Muster muster) {
        return new DeadlyDispatcher(new Deadly(), muster);
    }

    private ProcessOptions initialized(String... arguments) {
        String[] all = Stream.concat(Stream.of("-D" + Counting.FOLDER + "=" + files), Stream.of(arguments))
                .toArray(String[]::new);
        return ProcessOptions.defaults().initializer(Counting.class).jvmArguments(all);
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.toList();
        }
    }

    // ---------------------------------------------------------------- the working directory

    @Test
    @DisplayName("a relative class path is meant relative to the parent, wherever the child works")
    void relativeClassPath() {
        String before = System.getProperty("java.class.path");
        Path here = Path.of("").toAbsolutePath();
        System.setProperty(
                "java.class.path",
                Stream.of(before.split(File.pathSeparator))
                        .map(entry -> here.relativize(Path.of(entry).toAbsolutePath()))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        try (Muster muster = withProcesses(ProcessOptions.defaults().workingDirectory(files), 1)) {
            assertThat(deadly(muster).square(7).join()).isEqualTo(49);
        } finally {
            System.setProperty("java.class.path", before);
        }
    }

    // ---------------------------------------------------------------- sizes and durations

    @Test
    @DisplayName("a size that no number of bytes can be is none")
    void sizes() {
        ProcessOptions options = ProcessOptions.defaults();
        for (String size : List.of("", "0", "-1m", "m", "64 m", "1t", "99999999999999999999", "9999999999g")) {
            assertThatThrownBy(() -> options.heap(size))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("heap(\"" + size + "\"): a size is a number and k, m or g");
            assertThatThrownBy(() -> options.memoryLimit(size)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(options.heap("2097152").memoryLimit("999999999G").memoryLimit())
                .contains("999999999G");
    }

    @Test
    @DisplayName("a variable that no process can have is refused where it is said")
    void variables() {
        ProcessOptions options = ProcessOptions.defaults();
        for (String name : List.of("", "A=B", "A\0")) {
            assertThatThrownBy(() -> options.environment(Map.of(name, "value")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no process can have a variable \"" + name + "\"");
        }
        assertThatThrownBy(() -> options.environment(Map.of("A", "\0"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(options.environment(Map.of("A", "=")).environment()).containsEntry("A", "=");
    }

    @Test
    @Timeout(60)
    @DisplayName("durations that no clock can count are as good as forever, and calls end as always")
    void forever() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        ProcessOptions options = ProcessOptions.defaults()
                .idleExpiry(forever)
                .startLimit(forever)
                .livenessLimit(forever)
                .grace(forever)
                .callsPerWorker(1);
        try (Muster muster = withProcesses(options, 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            assertThat(deadly.square(7).join()).isEqualTo(49);
            assertThatThrownBy(() -> deadly.halt(3).join()).isInstanceOf(WorkerCrashedException.class);
            assertThat(deadly.square(8).join()).isEqualTo(64);
        }
    }

    // ---------------------------------------------------------------- initialisers

    @Test
    @DisplayName("a fan-out's children start at the same time: each comes before the one before it is ready")
    void startsOfAFanOut() throws Exception {
        ProcessOptions options =
                ProcessOptions.defaults().initializer(Meeting.class).jvmArguments("-D" + Meeting.FOLDER + "=" + files);
        try (Muster muster = withProcesses(options, Meeting.CHILDREN)) {
            List<Integer> squares =
                    deadly(muster).squareAll(List.of(1, 2, 3, 4)).join();
            assertThat(squares).containsExactly(1, 4, 9, 16);
            assertThat(runs()).as("none was started in vain").hasSize(Meeting.CHILDREN);
        }
    }

    @Test
    @DisplayName(
            "MAP-24 the initialiser runs once in each child, before its first call and on its thread; the target is built once")
    void initializer() throws Exception {
        try (Logged logged = new Logged("dev.muster.test");
                Muster muster = withProcesses(initialized().callsPerWorker(2), 1)) {
            ExpensiveDispatcher expensive = new ExpensiveDispatcher(new Expensive(), muster);
            for (int i = 0; i < 6; i++) {
                assertThat(expensive.counts().join()).isEqualTo("1 built, 1 initialised");
            }
            assertThat(logged.messages()).containsExactly("initialising", "initialising", "initialising");
        }
        assertThat(runs()).hasSize(3);
        assertThat(runs())
                .extracting(path -> path.getFileName().toString().replaceAll(".*Process", "Process"))
                .containsExactlyInAnyOrder("Process-1", "Process-2", "Process-3");
    }

    @Test
    @DisplayName(
            "MAP-25 an initialiser that fails breaks the pool: what waits and what comes fails with its failure, which is logged")
    void failingInitializer() throws Exception {
        try (Logged logged = new Logged("dev.muster");
                Muster muster = withProcesses(initialized("-D" + Counting.FAILURE + "=yes"), 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            List<Task<Integer>> tasks =
                    IntStream.range(0, 10).mapToObj(deadly::square).toList();
            for (Task<Integer> task : tasks) {
                assertBroken(task);
            }
            assertBroken(deadly.square(1));
            assertThat(logged.messages())
                    .filteredOn(message -> message.contains("initialiser failed on purpose"))
                    .hasSize(1);
        }
        assertThat(runs()).hasSize(1);
    }

    private static void assertBroken(Task<?> task) {
        WorkerStartException failure = catchThrowableOfType(WorkerStartException.class, task::join);
        assertThat(failure).hasMessageContaining("is broken").hasMessageContaining(Counting.class.getName());
        assertThat(failure.getCause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("initialiser failed on purpose");
    }

    @Test
    @DisplayName("a class that is no initialiser is named, with what it needs")
    void noInitializer() {
        try (Logged logged = new Logged("dev.muster");
                Muster muster = withProcesses(ProcessOptions.defaults().initializer("no.Such"), 1)) {
            assertThat(catchThrowable(deadly(muster).square(1)::join))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessageContaining("no.Such")
                    .hasMessageContaining("public constructor without parameters");
            assertThat(logged.messages()).hasSize(1);
        }
    }

    @Test
    @DisplayName("MAP-36 an initialiser that hangs is ended by the start limit")
    void hangingInitializer() {
        ProcessOptions options =
                ProcessOptions.defaults().initializer(Hanging.class).startLimit(Duration.ofMillis(700));
        try (Muster muster = withProcesses(options, 1)) {
            assertThat(catchThrowable(deadly(muster).square(1)::join))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessageContaining("within PT0.7S");
        }
    }

    @Test
    @DisplayName(
            "a call for which a child is being started is explained like those behind it, and closeNow gives it back unstarted")
    void closedWhileAChildStarts() throws Exception {
        ProcessOptions options =
                ProcessOptions.defaults().initializer(Hanging.class).grace(Duration.ofMillis(200));
        try (Muster muster = withProcesses(options, 1)) {
            Task<Integer> first = deadly(muster).square(1);
            Task<Integer> second = deadly(muster).square(2);
            Eventually.isTrue(
                    () -> ProcessHandle.current().children().findAny().isPresent(), () -> "no child was started");
            assertThat(muster.explain())
                    .contains("0 running, 2 queued", first.name() + " is queued", second.name() + " is queued");
            assertThat(muster.closeNow()).containsExactlyInAnyOrder(first, second);
            assertThat(first.worker()).isEmpty();
        }
    }

    /** Never ends. */
    public static final class Hanging implements Runnable {
        /** Called in the child. */
        public Hanging() {}

        @Override
        public void run() {
            Bodies.sleepForEver();
        }
    }

    // ---------------------------------------------------------------- memory

    @Test
    @DisplayName("MAP-32 a child that leaks past the limit is replaced between calls, with a warning")
    void memoryLimit() {
        int leak = 16 << 20;
        try (Logged logged = new Logged("dev.muster");
                Muster muster = withProcesses(ProcessOptions.defaults().memoryLimit("150m"), 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            Set<Long> pids = new HashSet<>();
            List<Task<Long>> tasks =
                    IntStream.range(0, 30).mapToObj(i -> deadly.leak(leak)).toList();
            tasks.forEach(task -> pids.add(task.join()));
            assertThat(pids).hasSizeBetween(3, 15);
            assertThat(logged.messages())
                    .filteredOn(message -> message.contains("limit of 150m"))
                    .hasSizeBetween(2, 15);
        }
    }

    @Test
    @DisplayName("garbage is no leak: a child that wastes memory is kept")
    void garbageIsNoLeak() {
        try (Muster muster = withProcesses(ProcessOptions.defaults().memoryLimit("200m"), 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                pids.add(deadly.waste(16 << 20).join());
            }
            assertThat(pids).hasSize(1);
        }
    }

    // ---------------------------------------------------------------- ahead

    @Test
    @DisplayName("children that are started ahead are there before the first call, and serve it")
    void prestart() throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults().prestart(3), 2)) {
            DeadlyDispatcher deadly = deadly(muster);
            Eventually.isTrue(() -> childrenNow() == 2, () -> childrenNow() + " children");
            assertThat(deadly.pid().join())
                    .isIn(ProcessHandle.current()
                            .children()
                            .map(ProcessHandle::pid)
                            .toList());
            assertThat(childrenNow()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a pool whose children cannot be started ahead says so when it is used")
    void prestartThatFails() {
        ProcessOptions options = ProcessOptions.defaults().prestart(2).jvmArguments("-XX:NoSuchOption");
        try (Muster muster = withProcesses(options, 2)) {
            assertThat(catchThrowable(deadly(muster).square(1)::join)).hasMessageContaining("NoSuchOption");
        }
    }

    private static long childrenNow() {
        return ProcessHandle.current().children().count();
    }

    // ---------------------------------------------------------------- late answers

    @Test
    @DisplayName("the answer to a call that was cancelled while it ran is dropped, and counted")
    void lateAnswers() throws Exception {
        Path started = files.resolve("started");
        Path gate = files.resolve("gate");
        try (Muster muster = withProcesses(ProcessOptions.defaults().grace(Duration.ofSeconds(20)), 1)) {
            StubbornDispatcher stubborn = new StubbornDispatcher(new Stubborn(), muster);
            Task<Integer> task = stubborn.insist(started.toString(), gate.toString());
            Eventually.contentOf(started);
            task.cancel(false);
            Bodies.write(gate.toString(), "");
            assertThat(task.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(task.isCancelled()).isTrue();
            assertThat(stubborn.insist(started + "2", gate.toString()).join()).isEqualTo(1);
            assertThat(muster.explain()).contains("1 late answer dropped");
        }
    }

    // ---------------------------------------------------------------- output and logs

    @Test
    @DisplayName("with a prefix each line says whose it is, also one that comes in parts")
    void outputPrefix() {
        try (Captured captured = new Captured()) {
            try (Muster muster = withProcesses(ProcessOptions.defaults().outputPrefix(true), 1)) {
                DeadlyDispatcher deadly = deadly(muster);
                deadly.print("one\ntwo, ").join();
                deadly.print("and more\n\nthree").join();
            }
            assertThat(captured.outText())
                    .isEqualTo("Process-1| one\nProcess-1| two, and more\nProcess-1| \nProcess-1| three");
        }
    }

    @Test
    @DisplayName("what is logged in a child is logged here before the call ends, with its level, logger and throwable")
    void logs() {
        try (Logged logged = new Logged("some.logger");
                Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            for (int i = 0; i < 20; i++) {
                deadly.log("WARNING", "message {0} " + i).join();
                assertThat(logged.has(Level.WARNING, "message {0} " + i)).isTrue();
            }
            deadly.logMuch(5_000).join();
            assertThat(logged.messages()).hasSize(5_020);
            deadly.log("ERROR", "error").join();
            assertThat(logged.has(Level.SEVERE, "error")).isTrue();
            deadly.log("DEBUG", "below the level").join();
            assertThat(logged.messages()).hasSize(5_021);
            assertThat(logged.records().get(0).getThrown())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("of the log");
        }
    }

    // ---------------------------------------------------------------- values

    @Test
    @DisplayName("MAP-23 limits that are none are refused at once")
    void refused() {
        ProcessOptions options = ProcessOptions.defaults();
        assertThatThrownBy(() -> options.callsPerWorker(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.callsPerWorker(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.prestart(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.memoryLimit("much")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.livenessLimit(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
