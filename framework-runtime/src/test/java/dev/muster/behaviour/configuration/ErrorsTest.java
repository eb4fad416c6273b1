package dev.muster.behaviour.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import dev.muster.MusterException;
import dev.muster.Workers;
import dev.muster.behaviour.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Muster that is opened, or a dispatcher that is built, says of a configuration that is wrong. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class ErrorsTest {
    private static SquaresDispatcher squares(Muster muster) {
        return new SquaresDispatcher(new Squares(), muster);
    }

    @DisplayName("a wrong key is an error when the Muster is opened, with what was expected and the nearest known key")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call.Squares.square.timout | call.<Class>.<method>. and one of on, workers, timeout, wait"
                        + " | Did you mean call.Squares.square.timeout?",
                "call.Squares.workers | call.<Class>.<method>. | does not name a class and a method",
                "call.Squares..workers | call.<Class>.<method>. | does not name a class and a method",
                "cal.Squares.square.on | call.<Class>.<method>. | Did you mean call.Squares.square.on?",
                "muster.queueLimit | queueLimit | Did you mean queueLimit?",
                "queuelimit | queueLimit | Did you mean queueLimit?",
                "colour | call.<Class>.<method>. | has a key that Muster does not know",
                "permits | permits.<name> | does not name permits",
                "permits.a.b | permits.<name> | does not name permits",
                "pool.disk.worker | pool.<name>. and one of on, workers, queueLimit | Did you mean pool.disk.workers?",
                "pool.workers | pool.<name>. | does not name a pool",
                "pool.disk.environment | environment.<VARIABLE> | says something of a pool",
                "pool.threads.on | the kind of a pool that has a name of its own | the default pool of THREADS",
                "pool.cores.heap | of kind PROCESSES only | pool 'cores' is of kind CORES",
            })
    void keys(String key, String expected, String why) {
        assertThatThrownBy(() -> Configured.by(key, "1"))
                .isInstanceOf(MusterException.class)
                .hasMessageStartingWith(key + " = 1 (Muster.builder().configuration(…)) ")
                .hasMessageContaining("Expected is ")
                .hasMessageContaining(expected)
                .hasMessageContaining(why);
    }

    @DisplayName("a wrong value is an error when the Muster is opened")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call.A.a.on | PROCESES | names no kind of workers. Expected is one of THREADS, CORES, PROCESSES | Did you mean PROCESSES?",
                "call.A.a.on | threads | names no kind of workers | Did you mean THREADS?",
                "call.A.a.workers | many | is not a whole number | Expected is the number of calls",
                "call.A.a.workers | 99999999999 | is too large a number | Expected is the number of calls",
                "call.A.a.workers | -1 | [MUSTER-201] | asks for -1 workers",
                "call.A.a.timeout | 2 seconds | [MUSTER-501] | is not a number with a unit",
                "call.A.a.wait | 0s | [MUSTER-501] | is zero",
                "permits.a | 0 | [MUSTER-405] | no call could ever run",
                "permits.a | x | is not a whole number | Expected is the number of permits",
                "pool.a.on | PROCESS | names no kind of workers | Did you mean PROCESSES?",
                "pool.a.workers | 0 | [MUSTER-201] | a pool without workers",
                "pool.a.heap | big | cannot be read | a number and k, m or g",
                "pool.a.callsPerWorker | 0 | is below 1 | 1 or more",
                "pool.a.idleExpiry | 0s | is zero | a duration above zero",
                "pool.a.startLimit | soon | is not a number with a unit | a duration above zero",
                "pool.a.grace | 1 | is not a number with a unit | a duration above zero",
                "pool.a.jvmArguments | \"-Da=b | a quotation mark without its partner | arguments between spaces",
                "queueLimit | 0 | is below 1 | a whole number, 1 or more",
                "drain | 1 | is not a number with a unit | a duration above zero",
            })
    void values(String key, String value, String why, String expected) {
        assertThatThrownBy(() -> Configured.by(key, value))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining(key + " = " + value + " (Muster.builder().configuration(…)) ")
                .hasMessageContaining(why)
                .hasMessageContaining(expected);
    }

    @DisplayName("an error says in which file or system property it is, and all errors are said at once")
    @Test
    void places(@TempDir Path temp) throws IOException {
        Path folder = Configured.folder(temp, "conf", "queueLimit = x");
        assertThatThrownBy(() -> Configured.withFolders(
                        List.of(folder),
                        () -> Configured.withProperty(
                                "muster.pool.a.on", "y", () -> Configured.by("call.A.a.wait", "z"))))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("queueLimit = x (muster.properties in " + Configured.url(folder) + ") is not")
                .hasMessageContaining("pool.a.on = y (system property muster.pool.a.on) names no")
                .hasMessageContaining("call.A.a.wait = z (Muster.builder().configuration(…)) is not");
    }

    @DisplayName("settings of child processes need a pool of them")
    @Test
    void heapOfThreads() {
        assertThatThrownBy(() -> Configured.by("pool.disk.heap", "64m", "pool.disk.on", "THREADS"))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("pool.disk.heap = 64m", "is for child processes, but pool 'disk'");
        Muster.Builder builder =
                Muster.builder().pool("disk", Workers.CORES, 1).configuration(Configured.map("pool.disk.heap", "64m"));
        assertThatThrownBy(builder::open)
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("pool 'disk' is of kind CORES");
        try (Muster muster = Configured.by("pool.disk.heap", "64m")) {
            assertThatThrownBy(() -> squares(muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("Squares.inDisk()")
                    .hasMessageContaining("pool 'disk' is of kind THREADS");
        }
    }

    @DisplayName("the rules of the compiler judge what holds when a dispatcher is built")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call.Squares.blocking.timeout | 2s | [MUSTER-503] The run of Squares.blocking() cannot be limited by"
                        + " call.Squares.blocking.timeout = 2s (Muster.builder().configuration(…)): without @Parallel"
                        + " | call.Squares.blocking.wait",
                "call.Squares.square.on | PROCESSES | [MUSTER-301] Squares.square(int) cannot run in child processes by"
                        + " call.Squares.square.on = PROCESSES (Muster.builder().configuration(…)): it was compiled for THREADS"
                        + " | Compile it with @Parallel(on = Workers.PROCESSES)",
                "permits.database | 1 | [MUSTER-405] Squares.bigQuery() could never run: a call takes 2 permits of 1 by"
                        + " permits.database = 1 (Muster.builder().configuration(…)). | Take 1 at most",
                "call.Squares.blocking.on | CORES | Squares.blocking(), which has none | Add @Parallel",
                "call.Squares.blocking.workers | 3 | Squares.blocking(), which has none | Add @Parallel",
            })
    void rules(String key, String value, String what, String wayOut) {
        try (Muster muster = Configured.by(key, value)) {
            assertThatThrownBy(() -> squares(muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining(what)
                    .hasMessageContaining(wayOut);
        }
    }

    @DisplayName("a method and its pool must agree: MUSTER-204")
    @Test
    void poolAndMethod() {
        try (Muster muster = Configured.by("pool.disk.workers", "5", "call.Squares.inDisk.workers", "8")) {
            assertThatThrownBy(() -> squares(muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageStartingWith("[MUSTER-204] Pool \"disk\" has 8 workers for Squares.inDisk() by"
                            + " call.Squares.inDisk.workers = 8 (Muster.builder().configuration(…)) but 5 by"
                            + " pool.disk.workers = 5 (Muster.builder().configuration(…)).");
        }
        try (Muster muster = Configured.by("pool.disk.on", "THREADS", "call.Squares.inDisk.on", "CORES")) {
            assertThatThrownBy(() -> squares(muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageStartingWith("[MUSTER-204] Pool \"disk\" is on CORES for Squares.inDisk()");
        }
        try (Muster muster = Muster.builder()
                .pool("disk", Workers.THREADS, 2)
                .configuration(Configured.map("call.Squares.inDisk.workers", "8"))
                .open()) {
            assertThatThrownBy(() -> squares(muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageStartingWith("[MUSTER-204] ")
                    .hasMessageContaining("8 workers, but it has 2");
        }
    }

    @DisplayName("one name with two sizes is MUSTER-410, and a configured number settles it")
    @Test
    void twoSizes() {
        try (Muster muster = Muster.open()) {
            assertThat(muster.semaphore("database", 4).permits()).isEqualTo(4);
            assertThatThrownBy(() -> squares(muster))
                    .isInstanceOf(MusterException.class)
                    .hasMessageStartingWith("[MUSTER-410] permits 'database'");
        }
        try (Muster muster = Configured.by("permits.database", "6")) {
            assertThat(muster.semaphore("database", 4).permits()).isEqualTo(6);
            assertThat(squares(muster).query().join()).isEqualTo(5);
        }
    }
}
