package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.RefusedException;
import dev.muster.Task;
import dev.muster.behaviour.LeavesNothingBehind;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a runtime, with threads and with child processes. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ClosingTest {
    private static final int MANY = 50;

    private final Muster muster =
            Muster.builder().onUnobservedFailure((call, failure) -> {}).open();
    private final ChoresDispatcher chores = new ChoresDispatcher(new Chores(), muster);

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void file() {
        file = folder.resolve("chores").toString();
    }

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private Task<Integer> start(Where where, int number) {
        return where == Where.PROCESSES ? chores.below(file, number) : chores.here(file, number);
    }

    private List<Task<Integer>> startMany(Where where) {
        return IntStream.range(0, MANY).mapToObj(number -> start(where, number)).toList();
    }

    /** All workers are busy until the event. */
    private List<Task<Integer>> holdUp(Where where) throws InterruptedException {
        List<Task<Integer>> busy = new ArrayList<>();
        for (int worker = 0; worker < Chores.WORKERS; worker++) {
            busy.add(where == Where.PROCESSES ? chores.holdUpBelow() : chores.holdUpHere());
            muster.semaphore("choresBegun", 0).acquire();
        }
        return busy;
    }

    private long written() throws IOException {
        return Files.exists(Path.of(file))
                ? Files.readAllLines(Path.of(file)).stream().distinct().count()
                : 0;
    }

    @DisplayName("SHD-01: after close a call is refused, in words that name it and say why")
    @ParameterizedTest
    @EnumSource
    void refused(Where where) {
        start(where, 1).join();
        muster.close();
        Task<Integer> late = start(where, 2);
        assertThatThrownBy(late::join)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(late.name())
                .hasMessageContaining("closed");
    }

    @DisplayName("SHD-02, SHD-06: close, at the end of a try too, finishes fifty queued calls; no worker is left")
    @ParameterizedTest
    @EnumSource
    void finishes(Where where) throws Exception {
        List<Task<Integer>> tasks;
        try (Muster closing = muster) {
            assertThat(closing).isNotNull();
            tasks = startMany(where);
        }
        assertThat(tasks).allMatch(task -> task.isDone() && !task.isCancelled());
        assertThat(written()).isEqualTo(MANY);
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @DisplayName("SHD-03: closeNow cancels what is queued, ends what runs, and leaves nothing pending")
    @ParameterizedTest
    @EnumSource
    void cancels(Where where) throws Exception {
        List<Task<Integer>> running = holdUp(where);
        List<Task<Integer>> queued = startMany(where);
        assertThat(muster.closeNow()).hasSize(MANY);
        assertThat(queued).allMatch(Task::isCancelled);
        assertThat(running).allMatch(Task::isCancelled);
        assertThatThrownBy(running.get(0)::join).isInstanceOf(CancellationException.class);
        assertThat(written()).isZero();
    }

    @DisplayName(
            "SHD-04: a close on a thread of its own lets its starter go on; the work completes and all workers end")
    @ParameterizedTest
    @EnumSource
    void withoutWaiting(Where where) throws Exception {
        List<Task<Integer>> running = holdUp(where);
        List<Task<Integer>> queued = startMany(where);
        Thread closer = new Thread(muster::close);
        closer.start();
        assertThat(running).noneMatch(Task::isDone);
        muster.event("choresGoOn").set();
        closer.join();
        assertThat(running).allMatch(task -> task.isDone() && !task.isCancelled());
        assertThat(queued).allMatch(task -> task.isDone() && !task.isCancelled());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @DisplayName("SHD-07: close is idempotent; a second closer returns when all has ended")
    @ParameterizedTest
    @EnumSource
    void twice(Where where) throws Exception {
        List<Task<Integer>> running = holdUp(where);
        Thread first = new Thread(muster::close);
        first.start();
        while (!start(where, 0).isDone()) { // not refused yet
            Thread.onSpinWait();
        }
        muster.event("choresGoOn").set();
        muster.close();
        assertThat(running).allMatch(task -> task.isDone() && !task.isCancelled());
        first.join();
        muster.close();
        assertThat(muster.closeNow()).isEmpty();
    }

    @DisplayName("SHD-08: an interrupt before close cancels what runs, and the status stays set")
    @ParameterizedTest
    @EnumSource
    void interrupted(Where where) throws Exception {
        List<Task<Integer>> running = holdUp(where);
        Thread.currentThread().interrupt();
        muster.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running).allMatch(Task::isCancelled);
    }

    @DisplayName(
            "SHD-12: closed by a shutdown hook, a runtime finishes what is queued; a call from the hook is refused")
    @ParameterizedTest
    @EnumSource
    void atProgramEnd(Where where) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AtExit.class.getName(),
                        Boolean.toString(where == Where.PROCESSES),
                        file)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            assertThat(program.waitFor(40, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(program.exitValue()).isZero();
        List<String> lines = Files.readAllLines(Path.of(file));
        assertThat(lines).hasSize(MANY + 1);
        assertThat(lines.get(MANY)).contains("FAILED").contains("RefusedException");
        assertThat(lines.subList(0, MANY)).doesNotHaveDuplicates();
    }
}
