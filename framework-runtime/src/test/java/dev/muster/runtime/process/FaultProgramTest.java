package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.CallFailedException;
import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;
import dev.muster.runtime.process.Faulty.Fate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many calls, of which one in a hundred kills its process, in every way, while somebody outside kills processes, too. {@code
 * -Dtest.faults=100000 -Djunit.jupiter.execution.timeout.mode=disabled} makes it 100,000 calls, which take some minutes.
 */
@ExtendWith(Leftovers.class)
class FaultProgramTest {
    private static final int CALLS = Integer.getInteger("test.faults", 5_000);
    private static final int KILLED_FROM_OUTSIDE = CALLS / 500;
    private static final int WINDOW = 200;
    private static final Fate[] DEADLY = {Fate.EXIT, Fate.HALT, Fate.KILL, Fate.STOP, Fate.OUT_OF_MEMORY};

    @TempDir
    private Path runs;

    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private int succeeded;
    private int threw;
    private int crashed;

    /** A call, and what it was told. */
    private record Sent(int number, Fate fate, Task<Long> task) {}

    @Test
    @DisplayName("CRS-02 every call ends once, in a definite way, and is run at most once; a death costs no other call")
    void faults() throws Exception {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        System.out.println("fault program, " + CALLS + " calls, seed " + seed);
        Random random = new Random(seed);
        ProcessOptions options = ProcessOptions.defaults().heap("32m").livenessLimit(Duration.ofSeconds(1));
        BitSet returned = new BitSet();
        int deadly = 0;
        Thread killer = new Thread(() -> killFromOutside(new Random(seed)));
        try (Muster muster = Muster.builder()
                .workers(Workers.PROCESSES, 2)
                .processes(options)
                .onUnobservedFailure((call, failure) -> {})
                .open()) {
            FaultyDispatcher faulty = new FaultyDispatcher(new Faulty(runs.toString()), muster);
            killer.start();
            Deque<Sent> window = new ArrayDeque<>();
            for (int i = 0; i < CALLS; i++) {
                Fate fate = fate(random);
                deadly += List.of(DEADLY).contains(fate) ? 1 : 0;
                window.add(new Sent(i, fate, faulty.meet(i, fate)));
                if (window.size() == WINDOW) {
                    end(window.remove(), returned);
                }
            }
            while (!window.isEmpty()) {
                end(window.remove(), returned);
            }
        } finally {
            over.set(true);
            killer.join();
        }
        assertThat(succeeded + threw + crashed).as("seed %d", seed).isEqualTo(CALLS);
        assertThat(crashed).as("seed %d", seed).isBetween(deadly, deadly + killed.get());
        assertRuns(returned, seed);
        System.out.println(succeeded + " succeeded, " + threw + " threw, " + crashed + " crashed, " + killed
                + " processes killed from outside");
    }

    private static Fate fate(Random random) {
        return switch (random.nextInt(200)) {
            case 0, 1 -> DEADLY[random.nextInt(DEADLY.length)];
            case 2, 3, 4, 5 -> Fate.THROW;
            default -> Fate.RETURN;
        };
    }

    private void end(Sent sent, BitSet returned) {
        Throwable failure = catchThrowable(sent.task()::join);
        if (failure == null) {
            assertThat(sent.fate()).isEqualTo(Fate.RETURN);
            assertThat(sent.task().join()).isEqualTo(3L * sent.number());
            returned.set(sent.number());
            succeeded++;
        } else if (failure instanceof CallFailedException) {
            assertThat(sent.fate()).isEqualTo(Fate.THROW);
            threw++;
        } else {
            assertThat(failure).isInstanceOf(WorkerCrashedException.class);
            crashed++;
        }
    }

    private void killFromOutside(Random random) {
        try {
            while (!over.get() && killed.get() < KILLED_FROM_OUTSIDE) {
                Thread.sleep(500 + random.nextInt(1_000));
                List<ProcessHandle> children =
                        ProcessHandle.current().children().toList();
                if (!children.isEmpty()) {
                    killed.incrementAndGet();
                    children.get(random.nextInt(children.size())).destroyForcibly();
                }
            }
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    private void assertRuns(BitSet returned, long seed) throws IOException {
        BitSet ran = new BitSet();
        try (Stream<Path> files = Files.list(runs)) {
            for (Path file : files.toList()) {
                for (ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file)); numbers.hasRemaining(); ) {
                    int number = numbers.getInt();
                    assertThat(ran.get(number))
                            .as("call %d ran twice, seed %d", number, seed)
                            .isFalse();
                    ran.set(number);
                }
            }
        }
        BitSet withoutRun = (BitSet) returned.clone();
        withoutRun.andNot(ran);
        assertThat(withoutRun.isEmpty())
                .as("%s returned without having run", withoutRun)
                .isTrue();
    }
}
