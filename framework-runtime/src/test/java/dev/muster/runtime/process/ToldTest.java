package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.Batch;
import dev.muster.Muster;
import dev.muster.NotTransferableException;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A codec, or whatever else of the user's runs while a child says something, may itself ask the parent: nothing of ours is held
 * meanwhile.
 */
@ExtendWith(Leftovers.class)
class ToldTest {
    @TempDir
    private Path files;

    private final Logged logged = new Logged("told");

    @AfterEach
    void close() {
        logged.close();
    }

    /** More than a piece of a message, so that a part of the answer has left when the codec acts. */
    private static final int LONG = 150_000;

    private static Muster processes(int workers) {
        return Muster.builder()
                .workers(Workers.PROCESSES, workers)
                .processes(ProcessOptions.defaults().jvmArguments("-Dtold=yes"))
                .codec(new Told.ValueCodec())
                .drain(Duration.ofSeconds(5))
                .open();
    }

    private static ToldDispatcher told(Muster muster) {
        return new ToldDispatcher(new Told(), muster);
    }

    private static <R> R result(Task<R> task) throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }

    private static void learnOrder(Lock first, Lock second) {
        first.lock();
        try {
            second.lock();
            try {
                Thread.onSpinWait();
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }

    @Test
    @DisplayName(
            "a thread that a body has left asks during another call: it is no part of that, and reverses no order of its locks")
    void threadIsNoChildOfTheNextCall() throws Exception {
        try (Muster muster = Muster.builder()
                .workers(Workers.PROCESSES, 1)
                .processes(ProcessOptions.defaults())
                .codec(new Told.ValueCodec())
                .failOnReversedLockOrder()
                .open()) {
            learnOrder(muster.lock("first"), muster.lock("second"));
            ToldDispatcher told = told(muster);
            assertThat(result(told.leavesThread())).isEqualTo("left");
            assertThat(result(told.letsThreadGo())).isEqualTo("locked");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lock, 1",
        "call, 1",
        "join, 1",
        "log, 1",
        "lock, 150000",
        "call, 150000",
        "join, 150000",
        "log, 150000",
        "interrupt, 1",
        "interrupt, 150000"
    })
    @DisplayName("a codec asks while it writes a result, before and after a part of that has left")
    void asksWhileItWrites(String what, int bytes) throws Exception {
        try (Muster muster = processes(1)) {
            ToldDispatcher told = told(muster);
            assertThat(result(told.give(what, bytes)).bytes).isEqualTo(bytes);
            assertThat(result(told.give(what, bytes)).bytes).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "call", "join"})
    @DisplayName("a codec asks while results are kept, of calls that came in one message")
    void asksWhileResultsAreKept(String what) throws Exception {
        try (Muster muster = processes(1)) {
            ToldDispatcher told = told(muster);
            List<Told.Value> inputs = IntStream.range(0, 300)
                    .mapToObj(i -> new Told.Value("", what, i % 100 == 50 ? LONG : i))
                    .toList();
            List<Task<Integer>> tasks = inputs.stream().map(told::take).toList();
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(result(tasks.get(i))).isEqualTo(inputs.get(i).bytes);
            }
            Batch<Told.Value> given = told.giveAll(IntStream.range(0, 300)
                    .mapToObj(i -> new ToldDispatcher.GiveCall(what, i % 100 == 50 ? LONG : i))
                    .toList());
            assertThat(given.join())
                    .extracting(value -> value.bytes)
                    .startsWith(0, 1, 2)
                    .hasSize(300);
        }
    }

    @Test
    @DisplayName("a codec asks again and again within one large result")
    void asksWithinALargeResult() throws Exception {
        try (Muster muster = processes(1)) {
            assertThat(result(told(muster).giveMany("lock", 1_000, 500))).hasSize(500);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LONG})
    @DisplayName("a codec that throws after it has asked fails its call, and the child goes on")
    void throwsAfterItHasAsked(int bytes) throws Exception {
        try (Muster muster = processes(1)) {
            ToldDispatcher told = told(muster);
            assertThat(catchThrowable(() -> result(told.give("throw", bytes))).getCause())
                    .isInstanceOf(NotTransferableException.class)
                    .hasMessageContaining("the codec throws");
            assertThat(result(told.give("", bytes)).bytes).isEqualTo(bytes);
        }
    }

    @Test
    @DisplayName(
            "a codec waits for what a call behind its own in the same message will do: that is recalled, and runs elsewhere")
    void waitsForACallBehindItsOwn() {
        try (Muster muster = processes(2)) {
            Batch<Told.Value> batch = told(muster).giveOrSetAll(List.of(0, 1));
            assertThat(batch.join()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"lock, 1", "call, 1", "lock, 150000", "call, 150000"})
    @DisplayName(
            "what a codec does in a child it does for the call that it writes or reads for, which may hold the lock already")
    void actsForItsCall(String what, int bytes) throws Exception {
        try (Muster muster = processes(1)) {
            ToldDispatcher told = told(muster);
            assertThat(result(told.giveWhileLocked(what, bytes)).bytes).isEqualTo(bytes);
            assertThat(result(told.takeWhileLocked(new Told.Value("", what, bytes))))
                    .isEqualTo(bytes);
        }
    }

    @Test
    @DisplayName("an exception that asks while it is written")
    void anExceptionAsks() {
        try (Muster muster = processes(1)) {
            Task<Void> task = told(muster).fail();
            assertThat(catchThrowable(() -> result(task)).getCause())
                    .isInstanceOf(Told.Failure.class)
                    .hasMessage("locks");
        }
    }

    @Test
    @DisplayName("an exception that is logged asks while it is written")
    void aLoggedExceptionAsks() throws Exception {
        try (Muster muster = processes(1)) {
            assertThat(result(told(muster).logAFailure())).isEqualTo(1);
            assertThat(logged.records())
                    .extracting(record -> record.getThrown().getMessage())
                    .containsExactly("locks");
        }
    }

    @Test
    @DisplayName(
            "a handler of the parent fails with an error at what a child logs: no call fails by that, and the child lives on")
    void aHandlerFails() throws Exception {
        try (Muster muster = processes(1)) {
            ToldDispatcher told = told(muster);
            long pid = result(told.pid());
            logged.failWith(new NoClassDefFoundError("of the handler"));
            assertThat(result(told.logAFailure())).isEqualTo(1);
            assertThat(result(told.pid())).isEqualTo(pid);
        }
    }

    @Test
    @DisplayName("what depends on a stage asks when that is cancelled, while the child still hears")
    void aCancelledStageAsks() throws Exception {
        try (Muster muster = processes(1)) {
            ToldDispatcher told = told(muster);
            long pid = result(told.pid());
            Path file = files.resolve("waits");
            Task<Void> never = told.never(file.toString());
            assertThat(Eventually.contentOf(file)).isEqualTo("waits");
            assertThat(never.cancel(true)).isTrue();
            assertThat(never.awaitEnd(Duration.ofSeconds(30))).isTrue();
            Path another = files.resolve("sleeps");
            Task<Void> sleep = told.sleep(another.toString());
            assertThat(Eventually.contentOf(another)).isEqualTo("sleeps");
            assertThat(sleep.cancel(true)).isTrue();
            assertThat(sleep.awaitEnd(Duration.ofSeconds(30))).isTrue();
            assertThat(result(told.pid())).isEqualTo(pid);
        }
    }
}
