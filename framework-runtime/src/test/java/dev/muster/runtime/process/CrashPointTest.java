package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.Muster;
import dev.muster.Task;
import dev.muster.Workers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The points at which a call can fail, and the ways. */
@ExtendWith(Leftovers.class)
class CrashPointTest {
    @ParameterizedTest(name = "{1} while it is to {0}")
    @DisplayName("CRS-05 each crash point ends its call in a definite way, and leaves the calls before and after alone")
    @CsvSource({
        "encode argument, error, dev.muster.NotTransferableException",
        "encode argument, fatal, dev.muster.NotTransferableException",
        "decode argument, error, dev.muster.NotTransferableException",
        "decode argument, exit, dev.muster.WorkerCrashedException",
        "decode argument, halt, dev.muster.WorkerCrashedException",
        "run, error, dev.muster.CallFailedException",
        "run, exit, dev.muster.WorkerCrashedException",
        "run, halt, dev.muster.WorkerCrashedException",
        "encode result, error, dev.muster.NotTransferableException",
        "encode result, exit, dev.muster.WorkerCrashedException",
        "encode result, halt, dev.muster.WorkerCrashedException",
        "decode result, error, dev.muster.NotTransferableException",
        "decode result, fatal, dev.muster.NotTransferableException",
    })
    void crashPoint(String where, String how, Class<?> failure) throws Exception {
        try (Muster muster = Muster.builder().workers(Workers.PROCESSES, 1).open()) {
            BreakingDispatcher breaking = new BreakingDispatcher(new Breaking(), muster);
            Task<String> before = breaking.take(new Fragile("never", ""));
            Task<?> victim = switch (where) {
                case "encode argument" -> breaking.take(new Fragile("write", how));
                case "decode argument" -> breaking.take(new Fragile("read", how));
                case "run" -> breaking.strike(how);
                case "encode result" -> breaking.give("write", how);
                default -> breaking.give("read", how);
            };
            Task<String> after = breaking.take(new Fragile("never", ""));
            assertThat(before.get(60, TimeUnit.SECONDS)).isEqualTo("true");
            assertThat(after.get(60, TimeUnit.SECONDS)).isEqualTo("true");
            assertThat(victim.awaitEnd(Duration.ofSeconds(60))).isTrue();
            assertThat(catchThrowable(victim::join)).isInstanceOf(failure);
        }
    }
}
