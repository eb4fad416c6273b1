package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.RunTimeoutException;
import dev.muster.Task;
import dev.muster.TaskPhase;
import dev.muster.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class RetryTest {
    private final Muster muster = Muster.open();
    private final FlakyDispatcher flaky = new FlakyDispatcher(new Flaky(), muster);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("tries");
    }

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("a call that fails is tried again until it succeeds")
    @ParameterizedTest
    @EnumSource
    void succeeds(Tries place) throws Exception {
        assertThat(place.call(flaky, file(), 2, "io").call()).isEqualTo("done in try 3");
    }

    @DisplayName("after the last try the call fails as that did, with the earlier failure suppressed")
    @ParameterizedTest
    @EnumSource
    void givesUp(Tries place) {
        Throwable failure = Tries.failure(place.call(flaky, file(), 9, "io"));
        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("try 3");
        assertThat(failure).hasStackTraceContaining("Suppressed: java.io.IOException: try 2");
        assertThat(Tries.made(file())).isEqualTo(3);
    }

    @DisplayName("failures that are not among those are the outcome at once")
    @ParameterizedTest
    @EnumSource
    void others(Tries place) {
        assertThat(Tries.failure(place.call(flaky, file(), 9, "state")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("try 1");
        assertThat(Tries.made(file())).isEqualTo(1);
    }

    @DisplayName("between two tries the call holds neither its lock nor its worker, and says what it waits for")
    @Test
    void holdsNothing() throws Exception {
        Task<String> waits = flaky.patient(file().toString(), 1, "io");
        Waiting.until("it waits for its next try", () -> waits.phase() == TaskPhase.WAITING && Tries.made(file()) == 1);
        assertThat(waits.explain()).contains("before run 2").contains("try 1");
        Lock lock = muster.lock("flaky");
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        assertThat(flaky.patient(folder.resolve("other").toString(), 0, "").join())
                .isEqualTo("done in try 1");
        assertThat(waits.cancel(true)).isTrue();
        assertThatThrownBy(waits::join).isInstanceOf(CancellationException.class);
        assertThat(Tries.made(file())).isEqualTo(1);
    }

    @DisplayName("what is interrupted is not tried again, whatever the annotation says")
    @Test
    void interrupted() {
        Callable<String> call = Tries.joined(flaky.patient(file().toString(), 9, "interrupt"));
        assertThat(Tries.failure(call)).isInstanceOf(InterruptedException.class);
        assertThat(Tries.made(file())).isEqualTo(1);
    }

    @DisplayName("the death of a child is not tried again where the method is not idempotent")
    @Test
    void crash() {
        Callable<String> call = Tries.PROCESSES.call(flaky, file(), 9, "crash");
        assertThat(Tries.failure(call)).isInstanceOf(WorkerCrashedException.class);
        assertThat(Tries.made(file())).isEqualTo(1);
    }

    @DisplayName("the death of a child is tried again as the method says that it is idempotent, and those runs count")
    @Test
    void idempotentCrash() {
        assertThat(flaky.idempotent(file().toString(), 2, "crash").join()).isEqualTo("done in try 3");
        Path other = folder.resolve("other");
        Callable<String> call = Tries.joined(flaky.idempotent(other.toString(), 9, "crash"));
        assertThat(Tries.failure(call)).isInstanceOf(WorkerCrashedException.class);
        assertThat(Tries.made(other)).isEqualTo(3);
    }

    @DisplayName("a limit of the run spans all tries, and the last failure is told with it")
    @Test
    void deadline() {
        Throwable failure = Tries.failure(flaky.hopeless(file().toString(), Integer.MAX_VALUE, "io")::join);
        assertThat(failure).isInstanceOf(RunTimeoutException.class).hasMessageContaining("200ms");
        assertThat(failure).hasStackTraceContaining("java.io.IOException: try ");
        assertThat(Tries.made(file())).isGreaterThan(1);
    }

    @DisplayName("a limit that strikes between two tries does not say that something is still taken")
    @Test
    void deadlineBetween() {
        Throwable failure = Tries.failure(flaky.tooPatient(file().toString(), 1, "io")::join);
        assertThat(failure)
                .isInstanceOf(RunTimeoutException.class)
                .hasMessage("tooPatient-1 ran longer than 200ms before run 2 had begun");
        assertThat(failure).hasStackTraceContaining("java.io.IOException: try 1");
    }

    @DisplayName("cancelled while it is being tried, it ends, even if everything is tried again")
    @Test
    void cancels() throws Exception {
        Task<String> task = flaky.everything(file().toString(), Integer.MAX_VALUE, "io");
        Waiting.until("it has been tried again", () -> Tries.made(file()) > 2);
        task.cancel(true);
        task.awaitEnd();
        assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
        long made = Tries.made(file());
        muster.close();
        assertThat(Tries.made(file())).isEqualTo(made);
    }

    @DisplayName("a try that fails before the one before has been uncounted as waiting does not keep close() waiting")
    @Test
    void tryOvertakesUncount() {
        assertThat(flaky.everything(file().toString(), 300, "io").join()).isEqualTo("done in try 301");
        muster.close();
    }

    @DisplayName("closing a Muster ends calls that wait for their next try")
    @Test
    void closes() {
        Task<String> waits = flaky.patient(file().toString(), 1, "io");
        Waiting.until("it waits for its next try", () -> waits.phase() == TaskPhase.WAITING && Tries.made(file()) == 1);
        muster.closeNow();
        assertThat(waits.isDone()).isTrue();
    }

    @DisplayName("each try takes of the rate")
    @Test
    void rated() {
        Task<String> task = flaky.rated(file().toString(), 9, "io");
        Waiting.until(
                "its third try waits for its rate",
                () -> task.phase() == TaskPhase.WAITING && task.explain().contains("2 per 1h"));
        assertThat(Tries.made(file())).isEqualTo(2);
    }
}
