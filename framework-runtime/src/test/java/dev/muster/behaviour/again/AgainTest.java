package dev.muster.behaviour.again;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.RunTimeoutException;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;
import dev.muster.behaviour.LeavesNothingBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@link dev.muster.Idempotent} promises. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class AgainTest {
    private final Muster muster = Muster.builder()
            .workers(Workers.PROCESSES, 2)
            .onUnobservedFailure((call, failure) -> {})
            .open();
    private final FrailDispatcher frail = new FrailDispatcher(new Frail(), muster);

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void file() {
        file = folder.resolve("runs").toString();
    }

    @AfterEach
    void close() {
        muster.closeNow();
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(Path.of(file));
    }

    private static WorkerCrashedException crashOf(Task<?> task) {
        return ThrowableAssert.catchThrowableOfType(WorkerCrashedException.class, task::join);
    }

    private static void until(BooleanSupplier state) {
        while (!state.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("a call whose worker dies is run again, in another one, and knows it")
    void again() throws Exception {
        Task<Integer> task = frail.square(file, 2);
        assertThat(task.join()).isEqualTo(3);
        assertThat(runs()).containsExactly("run 1", "run 2", "run 3");
        assertThat(task.phase()).isEqualTo(TaskPhase.SUCCEEDED);
    }

    @Test
    @DisplayName("a call that kills whoever runs it is given up, with all deaths in evidence")
    void givenUp() throws Exception {
        WorkerCrashedException last = crashOf(frail.square(file, 9));
        assertThat(runs()).containsExactly("run 1", "run 2", "run 3");
        WorkerCrashedException second = (WorkerCrashedException) last.getSuppressed()[0];
        WorkerCrashedException first = (WorkerCrashedException) second.getSuppressed()[0];
        assertThat(List.of(first.pid(), second.pid(), last.pid())).doesNotHaveDuplicates();
        assertThat(frail.once(file, 0).join()).isEqualTo(1);
    }

    @Test
    @DisplayName("a second run that is interrupted while it waits for a signal has its lock back before it goes on")
    void interruptedAfterAnotherRunDiedInTheSameWait() throws Exception {
        Lock lock = muster.lock("againSignal");
        Path gate = folder.resolve("gate");
        Task<Boolean> task = frail.signalled(file, gate.toString());
        until(() -> lines() == 1);
        lock.lock(); // once its wait has begun
        try {
            Files.createFile(Path.of(gate + "1"));
        } finally {
            lock.unlock();
        }
        until(() -> lines() == 2);
        lock.lock();
        try {
            Files.createFile(Path.of(gate + "2"));
            until(() -> lines() > 2 || muster.explain().contains("for againSignal (held by thread"));
            assertThat(runs()).containsExactly("run 1", "run 2");
        } finally {
            lock.unlock();
        }
        assertThat(task.join()).isFalse();
    }

    private int lines() {
        try {
            return Files.exists(Path.of(file)) ? runs().size() : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    @DisplayName("a call without @Idempotent is never run twice")
    void once() throws Exception {
        assertThat(crashOf(frail.once(file, 1)).getSuppressed()).isEmpty();
        assertThat(runs()).containsExactly("run 1");
    }

    @Test
    @DisplayName("an exception is a result, and is not tried again")
    void exception() throws Exception {
        assertThatThrownBy(frail.throwing(file)::join).hasRootCauseMessage("on purpose");
        assertThat(runs()).containsExactly("run 1");
    }

    @Test
    @DisplayName("in a fan-out each call that loses its worker is run again")
    void fanOut() {
        List<Integer> inputs = IntStream.range(0, 30).boxed().toList();
        assertThat(frail.numberedAll(inputs).join())
                .isEqualTo(inputs.stream().map(x -> x * x).toList());
        assertThat(frail.numberedStream(inputs.iterator(), FanOut.failFast().window(4))
                        .toList())
                .isEqualTo(inputs.stream().map(x -> x * x).toList());
    }

    @Test
    @DisplayName("in an array each slice that loses its worker is run again")
    void array() {
        int[] inputs = IntStream.range(1, 40).toArray();
        assertThat(frail.numberedArray(inputs))
                .isEqualTo(IntStream.of(inputs).map(x -> x * x).toArray());
    }

    @Test
    @DisplayName("between two runs the lock is free for those who came meanwhile")
    void locksAreFreeBetween() throws Exception {
        Path gate = folder.resolve("gate");
        Task<Integer> again = frail.guarded(file, gate.toString());
        until(() -> Files.exists(Path.of(file)));
        Task<Integer> beside = frail.beside(file);
        assertThat(beside.phase()).isEqualTo(TaskPhase.WAITING);
        Files.createFile(gate);
        assertThat(again.join()).isEqualTo(1);
        assertThat(beside.join()).isEqualTo(2);
        assertThat(runs()).containsExactly("run 1", "beside", "run 2");
    }

    @Test
    @DisplayName("a call that waits for its second run can be cancelled, and says what it waits for")
    void cancelledBetween() throws Exception {
        Path gate = folder.resolve("gate");
        Task<Integer> again = frail.guarded(file, gate.toString());
        until(() -> Files.exists(Path.of(file)));
        Lock lock = muster.lock("againLedger");
        Thread next = new Thread(lock::lock);
        next.start();
        until(() -> next.getState() == Thread.State.WAITING);
        Files.createFile(gate);
        next.join();
        until(() -> again.phase() == TaskPhase.WAITING);
        until(() -> again.explain().contains("againLedger"));
        assertThat(again.cancel(true)).isTrue();
        assertThatThrownBy(again::join).isInstanceOf(CancellationException.class);
        assertThat(runs()).containsExactly("run 1");
    }

    @Test
    @DisplayName("an event is fired by the run that succeeds, not failed by one that dies; it is awaited once")
    void events() throws Exception {
        Task<Integer> fired = frail.fired();
        Task<Integer> firing = frail.firing(file, 1);
        muster.event("againGo").set();
        assertThat(firing.join()).isEqualTo(2);
        assertThat(fired.join()).isEqualTo(3);
    }

    @Test
    @DisplayName("the event is failed when the last run has died")
    void eventFails() throws Exception {
        muster.event("againGo").set();
        Task<Integer> fired = frail.fired();
        crashOf(frail.firing(file, 9));
        assertThat(runs()).hasSize(2);
        assertThatThrownBy(fired::join).hasStackTraceContaining("firing");
    }

    @Test
    @DisplayName("a barrier is passed once, however often the body is run")
    void barriers() throws Exception {
        Task<Integer> dies = frail.together(file, 1);
        Task<Integer> lives = frail.together(file, 0);
        assertThat(dies.join()).isEqualTo(2);
        assertThat(lives.join()).isEqualTo(1);

        dies = frail.togetherOut(file, 1);
        lives = frail.togetherOut(file, 0);
        assertThat(dies.join()).isEqualTo(2);
        assertThat(lives.join()).isEqualTo(1);
    }

    @Test
    @DisplayName("the run limit spans all runs")
    void limit() throws Exception {
        assertThatThrownBy(frail.limited(file)::join)
                .isInstanceOf(RunTimeoutException.class)
                .hasMessageContaining("ran longer than 5s in 2 runs");
        assertThat(runs()).containsExactly("run 1", "run 2");
    }

    @Test
    @DisplayName("a call that a child process makes is run again too, and its event is set by the run that succeeds")
    void fromAChild() throws Exception {
        muster.event("againGo").set();
        Task<Integer> fired = frail.fired();
        assertThat(frail.nested(file, 1).join()).isEqualTo(2);
        assertThat(fired.join()).isEqualTo(3);
        assertThat(runs()).containsExactly("run 1", "run 2");
    }

    @Test
    @DisplayName("close waits for calls that are run again")
    void closing() throws Exception {
        Task<Integer> task = frail.square(file, 2);
        muster.close();
        assertThat(task.join()).isEqualTo(3);
        assertThat(runs()).hasSize(3);
    }
}
