package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.NotTransferableException;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A child in another language, written from docs/protocol.md: {@code src/test/python/child.py}. */
@ExtendWith(Leftovers.class)
class ForeignChildTest {
    @TempDir
    private Path files;

    @RegisterExtension
    private final ForeignJava java = new ForeignJava("child.py");

    private static ForeignDispatcher foreign(Muster muster) {
        return new ForeignDispatcher(new Foreign(), muster);
    }

    private static Muster withProcesses(ProcessOptions options, int workers) {
        return Muster.builder()
                .workers(Workers.PROCESSES, workers)
                .processes(options.classArchive(false))
                .drain(Duration.ofSeconds(10))
                .open();
    }

    private static Muster withProcesses(int workers) {
        return withProcesses(ProcessOptions.defaults(), workers);
    }

    @Test
    @DisplayName("values of each kind go there and back")
    void results() {
        byte[] large = new byte[5_000_001];
        new Random(7).nextBytes(large);
        try (Muster muster = withProcesses(1)) {
            ForeignDispatcher foreign = foreign(muster);
            assertThat(foreign.square(-12).join()).isEqualTo(144);
            assertThat(foreign.sum(List.of(1, 2, 3, Integer.MAX_VALUE)).join()).isEqualTo(6L + Integer.MAX_VALUE);
            assertThat(foreign.echo(new byte[0]).join()).isEmpty();
            assertThat(foreign.echo(null).join()).isNull();
            assertThat(foreign.echo(large).join()).isEqualTo(large);
            assertThat(foreign.greet("Zo\u00eb \u4e16 \ud83d\ude00 \ud800").join())
                    .isEqualTo("Hello Zo\u00eb \u4e16 \ud83d\ude00 \ud800 from Process-1");
        }
    }

    @Test
    @DisplayName("a part of any length from just below a piece to just above one goes there and back")
    void lengths() {
        try (Muster muster = withProcesses(1)) {
            ForeignDispatcher foreign = foreign(muster);
            for (int length = 65_532 - 80; length < 65_532 + 10; length++) {
                byte[] content = new byte[length];
                content[length - 1] = 1;
                assertThat(foreign.echo(content).join()).isEqualTo(content);
            }
        }
    }

    @Test
    @DisplayName("a fan-out over two children gives its results in order")
    void fanOut() {
        try (Muster muster = withProcesses(2)) {
            List<Integer> inputs = IntStream.range(0, 3_000).boxed().toList();
            assertThat(foreign(muster).squareAll(inputs).join())
                    .isEqualTo(inputs.stream().map(x -> x * x).toList());
        }
    }

    @Test
    @DisplayName("an array call, which goes in slices")
    void arrays() {
        try (Muster muster = withProcesses(2)) {
            int[] inputs = IntStream.range(0, 10_000).toArray();
            assertThat(foreign(muster).squareArray(inputs))
                    .isEqualTo(IntStream.of(inputs).map(x -> x * x).toArray());
        }
    }

    @Test
    @DisplayName("a failing call fails with its class, message, frames and cause; the child goes on")
    void failure() {
        try (Muster muster = withProcesses(1)) {
            ForeignDispatcher foreign = foreign(muster);
            long pid = foreign.pid().join();
            assertThat(catchThrowable(foreign.fail("on purpose")::join))
                    .isInstanceOf(CallFailedException.class)
                    .hasStackTraceContaining("ValueError: on purpose")
                    .hasStackTraceContaining("fail(child.py:")
                    .hasStackTraceContaining("KeyError: 'the cause'");
            assertThat(foreign.pid().join()).isEqualTo(pid);
        }
    }

    @Test
    @DisplayName("a method that the child does not have fails its calls, and says so; the child goes on")
    void missingMethod() {
        try (Muster muster = withProcesses(1)) {
            ForeignDispatcher foreign = foreign(muster);
            assertThat(catchThrowable(foreign.missing(1)::join))
                    .isInstanceOf(NotTransferableException.class)
                    .hasMessageContaining(
                            "cannot be received as dev.muster.runtime.process.ForeignDispatcher.missing(int)");
            assertThat(foreign.square(3).join()).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("a crash costs the call that ran, and no other")
    void crash() {
        try (Muster muster = withProcesses(1)) {
            ForeignDispatcher foreign = foreign(muster);
            long pid = foreign.pid().join();
            Task<Integer> before = foreign.square(2);
            Task<?> crash = foreign.exit(7);
            List<Task<Integer>> behind = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                behind.add(foreign.square(i));
            }
            assertThat(catchThrowable(crash::join)).isInstanceOfSatisfying(WorkerCrashedException.class, crashed -> {
                assertThat(crashed.pid()).isEqualTo(pid);
                assertThat(crashed.exitCode()).isEqualTo(7);
            });
            assertThat(before.join()).isEqualTo(4);
            for (int i = 0; i < 20; i++) {
                assertThat(behind.get(i).join()).isEqualTo(i * i);
            }
            assertThat(foreign.pid().join()).isNotEqualTo(pid);
        }
    }

    @Test
    @DisplayName("a cancelled body is interrupted, and its child goes on")
    void cancel() throws Exception {
        Path started = files.resolve("started");
        try (Muster muster = withProcesses(1)) {
            ForeignDispatcher foreign = foreign(muster);
            Task<?> task = foreign.sleep(started.toString(), 60_000);
            long pid = Eventually.pidIn(started);
            task.cancel(true);
            assertThat(catchThrowable(task::join)).isInstanceOf(CancellationException.class);
            assertThat(task.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(foreign.pid().join()).isEqualTo(pid);
        }
    }

    @Test
    @DisplayName("a slow call holds up none that were sent with it: they are recalled")
    void recall() throws Exception {
        Path started = files.resolve("started");
        try (Muster muster = withProcesses(2)) {
            ForeignDispatcher foreign = foreign(muster);
            foreign.squareAll(IntStream.range(0, 5_000).boxed().toList()).join();
            Task<?> slow = foreign.sleep(started.toString(), 60_000);
            List<Task<Integer>> others =
                    IntStream.range(0, 500).mapToObj(foreign::square).toList();
            for (int i = 0; i < others.size(); i++) {
                assertThat(others.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i * i);
            }
            assertThat(slow.isDone()).isFalse();
            slow.cancel(true);
        }
    }

    @Test
    @DisplayName("what is printed and logged is here before the call ends, also a line without an end")
    void output() {
        try (Captured captured = new Captured();
                Logged logged = new Logged("greetings");
                Muster muster = withProcesses(1)) {
            foreign(muster).greet("you").join();
            assertThat(captured.outText()).isEqualTo("Greeting you\n");
            assertThat(logged.has(Level.WARNING, "greeted you")).isTrue();
            foreign(muster).print("no end").join();
            assertThat(captured.outText()).isEqualTo("Greeting you\nno end");
        }
    }

    @Test
    @DisplayName("a child may ask for a lock of its parent, and be cancelled while it waits")
    void lock() throws Exception {
        Path started = files.resolve("started");
        Path second = files.resolve("second");
        try (Muster muster = withProcesses(2)) {
            ForeignDispatcher foreign = foreign(muster);
            Lock ledger = muster.lock("ledger");
            String gate = files.resolve("gate").toString();
            Task<Long> given;
            ledger.lock();
            try {
                Task<Long> waiting = foreign.locked(started.toString(), gate);
                given = foreign.locked(second.toString(), gate);
                Eventually.isTrue(() -> muster.explain().contains("locked-2"), muster::explain);
                waiting.cancel(true);
                assertThat(waiting.awaitEnd(Duration.ofSeconds(20))).isTrue();
            } finally {
                ledger.unlock();
            }
            Eventually.pidIn(second);
            assertThat(started).doesNotExist();
            assertThat(ledger.tryLock()).isFalse();
            Files.createFile(Path.of(gate));
            assertThat(given.join()).isPositive();
        }
    }

    @Test
    @DisplayName("an initialiser, which only Java could run, breaks the pool with that reason")
    void initializer() {
        ProcessOptions options = ProcessOptions.defaults().initializer(Thread.class);
        try (Muster muster = withProcesses(options, 1)) {
            assertThat(catchThrowable(foreign(muster).square(1)::join))
                    .hasStackTraceContaining("a child in Python cannot run the initialiser java.lang.Thread");
        }
    }

    @Test
    @DisplayName("close ends idle children in order, and a busy one at once; nothing is left")
    void close() throws Exception {
        Path started = files.resolve("started");
        long idle;
        long busy;
        try (Muster muster = withProcesses(2)) {
            ForeignDispatcher foreign = foreign(muster);
            Task<?> sleeping = foreign.sleep(started.toString(), 60_000);
            busy = Eventually.pidIn(started);
            idle = foreign.pid().join();
            muster.closeNow();
            assertThat(sleeping.isDone()).isTrue();
        }
        assertThat(idle).isNotEqualTo(busy);
        Eventually.isGone(idle);
        Eventually.isGone(busy);
    }
}
