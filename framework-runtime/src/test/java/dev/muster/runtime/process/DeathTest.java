package dev.muster.runtime.process;

import static dev.muster.runtime.process.Children.crashOf;
import static dev.muster.runtime.process.Children.withProcesses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each way to die, or to be as good as dead, ends in a definite failure of one call. */
@ExtendWith(Leftovers.class)
class DeathTest {
    private static final ProcessOptions IMPATIENT =
            ProcessOptions.defaults().livenessLimit(Duration.ofMillis(500)).grace(Duration.ofMillis(500));

    @TempDir
    private Path files;

    private static DeadlyDispatcher deadly(Muster muster) {
        return new DeadlyDispatcher(new Deadly(), muster);
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    // ---------------------------------------------------------------- silence

    @Test
    @DisplayName("a child that is stopped in the middle of a call is killed, and costs that call alone")
    void stopped() throws Exception {
        Path started = files.resolve("started");
        try (Muster muster = withProcesses(IMPATIENT, 2)) {
            BodiesDispatcher bodies = new BodiesDispatcher(new Bodies(), muster);
            Task<?> stopped = bodies.sleep(started.toString());
            long pid = Eventually.pidIn(started);
            signal("STOP", pid);
            List<Task<Integer>> others =
                    IntStream.range(0, 50).mapToObj(bodies::square).toList();
            WorkerCrashedException crash = crashOf(stopped);
            assertThat(crash.reason().orElseThrow()).contains("by Muster", "did not answer", "livenessLimit");
            assertThat(crash.signal()).contains("SIGKILL");
            Eventually.isGone(pid);
            others.forEach(Task::join);
            assertThat(bodies.square(7).join()).isEqualTo(49);
        }
    }

    @Test
    @DisplayName("a child that was stopped while it was idle costs no call")
    void stoppedWhileIdle() throws Exception {
        try (Muster muster = withProcesses(IMPATIENT, 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            long pid = deadly.pid().join();
            signal("STOP", pid);
            Eventually.isStopped(pid);
            assertThat(deadly.pid().join()).isNotEqualTo(pid);
        }
    }

    @Test
    @DisplayName("a child that was stopped for less than the limit goes on")
    void stoppedForAWhile() throws Exception {
        Path started = files.resolve("started");
        Path gate = files.resolve("gate");
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            BodiesDispatcher bodies = new BodiesDispatcher(new Bodies(), muster);
            Task<String> task = bodies.waitFor(started.toString(), gate.toString());
            long pid = Eventually.pidIn(started);
            signal("STOP", pid);
            Bodies.write(gate.toString(), "");
            signal("CONT", pid);
            assertThat(task.join()).isEqualTo(gate.toString());
            assertThat(bodies.pid().join()).isEqualTo(pid);
        }
    }

    @Test
    @DisplayName("a body that is busy for much longer than the limit of silence is left alone")
    void busyIsNotSilent() {
        try (Muster muster = withProcesses(IMPATIENT, 1)) {
            assertThat(deadly(muster).spin(2_000).join()).isPositive();
        }
    }

    @Test
    @DisplayName("stopping a child whose large result is on its way fails that call")
    void stoppedWhileItWrites() throws Exception {
        Path started = files.resolve("started");
        try (Muster muster = withProcesses(IMPATIENT, 1)) {
            Task<?> task = new SlowValueDispatcher(new SlowValue(), muster).give(started.toString());
            signal("STOP", Eventually.pidIn(started));
            assertThat(crashOf(task).reason().orElseThrow()).contains("did not answer");
        }
    }

    // ---------------------------------------------------------------- errors of the JVM

    @Test
    @DisplayName("a child that runs out of memory ends, and its call fails with just that")
    void outOfMemory() {
        try (Muster muster = withProcesses(ProcessOptions.defaults().heap("32m"), 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            WorkerCrashedException crash = crashOf(deadly.exhaustMemory());
            assertThat(crash.reason().orElseThrow()).contains("ran out of memory (Java heap space)", "heap");
            assertThat(crash.exitCode()).isEqualTo(3);
            assertThat(deadly.square(2).join()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("who wants it otherwise says so: the error is the call's, and the child goes on")
    void outOfMemoryAsFailure() {
        ProcessOptions options = ProcessOptions.defaults().heap("32m").jvmArguments("-XX:-ExitOnOutOfMemoryError");
        try (Muster muster = withProcesses(options, 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            long pid = deadly.pid().join();
            assertThat(catchThrowable(deadly.exhaustMemory()::join)).hasCauseInstanceOf(OutOfMemoryError.class);
            assertThat(deadly.pid().join()).isEqualTo(pid);
        }
    }

    @Test
    @DisplayName("a stack overflow and a class that cannot be initialised are failures of the call; the child goes on")
    void errorsThatAChildSurvives() {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            long pid = deadly.pid().join();
            assertThat(catchThrowable(deadly.overflow(0)::join)).hasCauseInstanceOf(StackOverflowError.class);
            assertThat(catchThrowable(deadly.useBroken()::join))
                    .isInstanceOf(CallFailedException.class)
                    .hasCauseInstanceOf(ExceptionInInitializerError.class)
                    .hasStackTraceContaining("not initialised on purpose");
            assertThat(catchThrowable(deadly.useBroken()::join)).hasCauseInstanceOf(NoClassDefFoundError.class);
            assertThat(deadly.pid().join()).isEqualTo(pid);
        }
    }

    // ---------------------------------------------------------------- the channel

    @Test
    @DisplayName("a child that closes its channel is replaced, and costs the call that did it")
    void closedChannel() {
        ProcessOptions options = IMPATIENT.jvmArguments(Deadly.OPEN_DESCRIPTORS);
        try (Muster muster = withProcesses(options, 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            long pid = deadly.pid().join();
            assertThat(crashOf(deadly.closeChannel()).pid()).isEqualTo(pid);
            assertThat(deadly.pid().join()).isNotEqualTo(pid);
        }
    }

    @Test
    @DisplayName("garbage in the channel is the end of the child, whatever it is, and of one call")
    void garbageInTheChannel() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ProcessOptions options = IMPATIENT.jvmArguments(Deadly.OPEN_DESCRIPTORS);
        try (Muster muster = withProcesses(options, 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            for (int i = 0; i < 5; i++) {
                Task<?> task = deadly.writeIntoChannel(random.nextLong(), 100 + random.nextInt(100_000));
                assertThat(crashOf(task).reason().orElseThrow())
                        .as("seed %d, round %d", seed, i)
                        .contains("makes no sense");
                assertThat(deadly.square(i).join()).isEqualTo(i * i);
            }
        }
    }

    // ---------------------------------------------------------------- what is left

    @Test
    @DisplayName("what a body has started ends with its child, also what has lost its family")
    void descendants() throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            DeadlyDispatcher deadly = deadly(muster);
            Task<String> task = deadly.leaveProcesses(files.toString(), true);
            List<Long> left = pidsIn(files.resolve("left"));
            assertThat(left).allMatch(DeathTest::isAlive);
            signal("KILL", task.worker().orElseThrow().pid());
            assertThat(crashOf(task).reason().orElseThrow()).contains("not by Muster");
            for (long pid : left) {
                Eventually.isGone(pid);
            }
        }
    }

    @Test
    @DisplayName("what a body has left ends when the pool closes")
    void descendantsAtClose() throws Exception {
        List<Long> left;
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            deadly(muster).leaveProcesses(files.toString(), false).join();
            left = pidsIn(files.resolve("left"));
            assertThat(left).allMatch(DeathTest::isAlive);
        }
        for (long pid : left) {
            Eventually.isGone(pid);
        }
    }

    @Test
    @DisplayName(
            "so does what has been left by one whose folder a cleaner has removed, while the next child has another folder")
    void descendantsOfALostFolder() throws Exception {
        List<Long> left;
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            deadly(muster).leaveProcesses(files.toString(), false).join();
            left = pidsIn(files.resolve("left"));
            assertThat(Leftovers.folders()).hasSize(1).allSatisfy(PrivateFolder::remove);
            BodiesDispatcher bodies = new BodiesDispatcher(new Bodies(), muster);
            Task<Void> keeps = bodies.sleep(files.resolve("kept").toString());
            Eventually.contentOf(files.resolve("kept"));
            bodies.pid().join(); // by the next child
            keeps.cancel(true);
            assertThat(left).allMatch(DeathTest::isAlive);
        }
        for (long pid : left) {
            Eventually.isGone(pid);
        }
    }

    @Test
    @DisplayName("what a body has left, and still has the output of its child, ends when the pool closes")
    void writersAtClose() throws Exception {
        long writer;
        try (Muster muster = withProcesses(ProcessOptions.defaults(), 1)) {
            writer = deadly(muster).leaveWriter().join();
            assertThat(isAlive(writer)).isTrue();
        }
        Eventually.isGone(writer);
    }

    @Test
    @DisplayName("what a body has left ends with its child, also when that ends in order and the pool goes on")
    void descendantsOfAWornChild() throws Exception {
        try (Muster muster = withProcesses(ProcessOptions.defaults().callsPerWorker(1), 1)) {
            deadly(muster).leaveProcesses(files.toString(), false).join();
            for (long pid : pidsIn(files.resolve("left"))) {
                Eventually.isGone(pid);
            }
        }
    }

    private static List<Long> pidsIn(Path file) throws Exception {
        return Stream.of(Eventually.contentOf(file).split(" "))
                .map(Long::parseLong)
                .toList();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    // ---------------------------------------------------------------- loops

    @Test
    @DisplayName("a crash loop is recognised and reported, and ends with the first call that ends")
    void crashLoop() {
        try (Logged logged = new Logged("dev.muster");
                Muster muster = withProcesses(ProcessOptions.defaults(), 2)) {
            DeadlyDispatcher deadly = deadly(muster);
            List<Task<?>> tasks = IntStream.range(0, 14)
                    .<Task<?>>mapToObj(i -> deadly.halt(9))
                    .toList();
            tasks.forEach(task -> assertThat(crashOf(task).exitCode()).isEqualTo(9));
            assertThat(logged.messages())
                    .filteredOn(message -> message.contains("crash loop"))
                    .hasSize(1);
            assertThat(deadly.square(3).join()).isEqualTo(9);
            crashOf(deadly.halt(9));
            assertThat(logged.messages())
                    .filteredOn(message -> message.contains("crash loop"))
                    .hasSize(1);
        }
    }
}
