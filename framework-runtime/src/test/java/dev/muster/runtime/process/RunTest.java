package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.NotTransferableException;
import dev.muster.Outcome;
import dev.muster.ProcessOptions;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that cross by the hundred and are never made, unless something happens to one. */
@Timeout(120)
@ExtendWith(Leftovers.class)
class RunTest {
    private static final int MANY = 2_000;

    @TempDir
    private Path files;

    private static Muster processes(int count) {
        return Muster.builder().workers(Workers.PROCESSES, count).open();
    }

    /** Every hundredth is {@code bad}. */
    private static List<Fragile> fragile(Fragile bad) {
        Fragile good = new Fragile("never", "");
        return IntStream.range(0, MANY)
                .mapToObj(index -> index % 100 == 50 ? bad : good)
                .toList();
    }

    @DisplayName("MAP-05, CRS-05 arguments that cannot be written, or read, fail their own calls")
    @ParameterizedTest
    @ValueSource(strings = {"write", "read"})
    void badArguments(String where) {
        try (Muster muster = processes(2)) {
            List<Outcome<String>> outcomes = new BreakingDispatcher(new Breaking(), muster)
                    .takeAll(fragile(new Fragile(where, "error")), FanOut.collectAll())
                    .outcomes();
            for (int index = 0; index < MANY; index++) {
                check(outcomes.get(index), index, where);
            }
        }
    }

    @DisplayName("CRS-05 results that cannot be written, or read, fail their own calls")
    @ParameterizedTest
    @ValueSource(strings = {"write", "read"})
    void badResults(String where) {
        try (Muster muster = processes(2)) {
            List<BreakingDispatcher.GiveCall> calls = IntStream.range(0, MANY)
                    .mapToObj(index -> new BreakingDispatcher.GiveCall(index % 100 == 50 ? where : "never", "error"))
                    .toList();
            List<Outcome<Fragile>> outcomes = new BreakingDispatcher(new Breaking(), muster)
                    .giveAll(calls, FanOut.collectAll())
                    .outcomes();
            for (int index = 0; index < MANY; index++) {
                check(outcomes.get(index), index, where);
            }
        }
    }

    private static void check(Outcome<?> outcome, int index, String where) {
        if (index % 100 == 50) {
            assertThat(outcome.failure())
                    .as("call %d", index)
                    .isInstanceOf(NotTransferableException.class)
                    .hasMessageContaining("fragile on " + where);
        } else {
            assertThat(outcome.isSuccess()).as("call %d", index).isTrue();
        }
    }

    @Test
    @DisplayName("arguments and results of all sizes, from none to more than a message holds")
    void sizes() {
        try (Muster muster = processes(2)) {
            List<byte[]> inputs = IntStream.range(0, 400)
                    .mapToObj(index -> new byte[index % 40 == 7 ? index * 1_000 : index % 13])
                    .toList();
            List<byte[]> reversed = new BodiesDispatcher(new Bodies(), muster)
                    .reversedAll(inputs)
                    .join();
            for (int index = 0; index < inputs.size(); index++) {
                assertThat(reversed.get(index)).hasSameSizeAs(inputs.get(index));
            }
        }
    }

    @Test
    @DisplayName("cancelled while the first of many runs: that is interrupted, and the others never start")
    void cancelled() throws Exception {
        try (Muster muster = processes(1)) {
            BodiesDispatcher bodies = new BodiesDispatcher(new Bodies(), muster);
            warmUp(bodies);
            Path gate = Files.createFile(files.resolve("open"));
            List<BodiesDispatcher.SquareWhenThereIsCall> calls = new ArrayList<>();
            for (int x = 0; x < MANY; x++) {
                calls.add(new BodiesDispatcher.SquareWhenThereIsCall(gate.toString(), x));
            }
            calls.set(
                    300,
                    new BodiesDispatcher.SquareWhenThereIsCall(
                            files.resolve("never").toString(), -1));
            Batch<Integer> batch = bodies.squareWhenThereIsAll(calls);
            Eventually.isTrue(() -> batch.progress().done() == 300, batch::toString);
            batch.cancel();
            assertThatThrownBy(batch::join).isInstanceOf(CancellationException.class);
            assertThat(batch.progress().succeeded()).isEqualTo(300);
            assertThat(batch.progress().cancelled()).isEqualTo(MANY - 300);
            assertThat(bodies.square(3).join()).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("cancelled while one of many runs that does not heed it: its child is killed after the grace")
    void cancelledInVain() throws Exception {
        ProcessOptions hasty = ProcessOptions.defaults().grace(Duration.ofMillis(200));
        try (Muster muster =
                Muster.builder().workers(Workers.PROCESSES, 1).processes(hasty).open()) {
            BodiesDispatcher bodies = new BodiesDispatcher(new Bodies(), muster);
            String started = files.resolve("started").toString();
            Batch<Void> batch = bodies.spinAll(Collections.nCopies(50, started));
            Eventually.contentOf(Path.of(started));
            batch.close();
            assertThat(batch.progress().cancelled()).isEqualTo(50);
            assertThat(bodies.square(3).join()).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("CRS-01 a child that ends in the middle of many costs the one that ran")
    void crash() {
        try (Muster muster = processes(2)) {
            List<Fragile> inputs = fragile(new Fragile("read", "halt"));
            List<Outcome<String>> outcomes = new BreakingDispatcher(new Breaking(), muster)
                    .takeAll(inputs.subList(0, 300), FanOut.collectAll())
                    .outcomes();
            for (int index = 0; index < 300; index++) {
                if (index % 100 == 50) {
                    assertThat(outcomes.get(index).failure()).isInstanceOf(WorkerCrashedException.class);
                } else {
                    assertThat(outcomes.get(index).isSuccess())
                            .as("call %d", index)
                            .isTrue();
                }
            }
        }
    }

    @Test
    @DisplayName("what becomes slow is given back by the child that has it, and shared by all")
    void suddenlySlow() {
        try (Muster muster = processes(2)) {
            BodiesDispatcher bodies = new BodiesDispatcher(new Bodies(), muster);
            warmUp(bodies);
            List<Long> pids = bodies.pidAfterAll(IntStream.range(0, 20_000)
                            .map(index -> index < 19_900 ? 0 : 20)
                            .boxed()
                            .toList())
                    .join();
            long byFirst = pids.subList(19_900, 20_000).stream()
                    .filter(pids.get(19_900)::equals)
                    .count();
            assertThat(byFirst).isBetween(20L, 80L);
        }
    }

    private static void warmUp(BodiesDispatcher bodies) {
        bodies.squareAll(IntStream.range(0, 20_000).boxed().toList()).join();
    }
}
