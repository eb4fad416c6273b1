package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Muster;
import dev.muster.NotTransferableException;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import dev.muster.Workers;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CRS-05: a failure at each point of a value's way ends its call, and only that, in a definite way. */
@ExtendWith(Leftovers.class)
class TransferTest {
    private static final byte[] MUCH = new byte[5_000_000];

    private static Muster oneProcess() {
        return Muster.builder().workers(Workers.PROCESSES, 1).open();
    }

    private static NotTransferableException refusalOf(Task<?> task) {
        return catchThrowableOfType(NotTransferableException.class, task::join);
    }

    @Test
    @DisplayName("MAP-05, CRS-05 an argument that cannot be written fails its call")
    void errorWhileWritingAnArgument() {
        try (Muster muster = oneProcess()) {
            BreakingDispatcher breaking = new BreakingDispatcher(new Breaking(), muster);
            Task<String> task = breaking.take(new Fragile("write", "error"));
            Task<String> next = breaking.take(new Fragile("never", ""));
            assertThat(refusalOf(task)).hasMessageContaining(task.name()).hasMessageContaining("fragile on write");
            assertThat(next.join()).isEqualTo("true");
        }
    }

    @Test
    @DisplayName("CRS-05, CRS-06 an argument that cannot be read fails its call, with the reader's own message")
    void errorWhileReadingAnArgument() {
        try (Muster muster = oneProcess()) {
            BreakingDispatcher breaking = new BreakingDispatcher(new Breaking(), muster);
            List<Task<String>> tasks = List.of(
                    breaking.take(new Fragile("never", "")),
                    breaking.take(new Fragile("read", "error")),
                    breaking.take(new Fragile("never", "")));
            assertThat(tasks.get(0).join()).isEqualTo("true");
            assertThat(refusalOf(tasks.get(1)))
                    .hasMessageContaining(tasks.get(1).name())
                    .hasMessageContaining("fragile on read");
            assertThat(tasks.get(2).join()).isEqualTo("true");
        }
    }

    @Test
    @DisplayName("CRS-05 a result that cannot be written, or read, fails its call")
    void errorWithAResult() {
        try (Muster muster = oneProcess()) {
            BreakingDispatcher breaking = new BreakingDispatcher(new Breaking(), muster);
            assertThat(refusalOf(breaking.give("write", "error"))).hasMessageContaining("fragile on write");
            assertThat(refusalOf(breaking.give("read", "error"))).hasMessageContaining("fragile on read");
            assertThat(breaking.give("never", "").join()).isNotNull();
        }
    }

    @Test
    @DisplayName("CRS-05 a child that ends while it reads an argument or writes a result fails that call")
    void deathOnTheWay() {
        try (Muster muster = oneProcess()) {
            BreakingDispatcher breaking = new BreakingDispatcher(new Breaking(), muster);
            assertThat(exitCodeOf(breaking.take(new Fragile("read", "exit")))).isEqualTo(7);
            assertThat(exitCodeOf(breaking.take(new Fragile("read", "halt")))).isEqualTo(8);
            assertThat(exitCodeOf(breaking.give("write", "exit"))).isEqualTo(7);
            assertThat(exitCodeOf(breaking.give("write", "halt"))).isEqualTo(8);
            assertThat(breaking.take(new Fragile("never", "")).join()).isEqualTo("true");
        }
    }

    @Test
    @DisplayName(
            "CRS-05 a failure behind much that has left already fails its call, and what is large crosses afterwards")
    void failuresBehindMuch() {
        try (Muster muster = oneProcess()) {
            BreakingDispatcher breaking = new BreakingDispatcher(new Breaking(), muster);
            for (int round = 0; round < 4; round++) {
                assertThat(refusalOf(breaking.takeMuch(MUCH, new Fragile("write", "error"))))
                        .hasMessageContaining("fragile on write");
                assertThat(refusalOf(breaking.takeMuch(MUCH, new Fragile("read", "error"))))
                        .hasMessageContaining("fragile on read");
                assertThat(refusalOf(breaking.giveMuch(MUCH.length, "write", "error")))
                        .hasMessageContaining("fragile on write");
                assertThat(refusalOf(breaking.giveMuch(MUCH.length, "read", "error")))
                        .hasMessageContaining("fragile on read");
                assertThat(breaking.takeMuch(MUCH, new Fragile("never", "")).join())
                        .isEqualTo(MUCH.length);
                assertThat(breaking.giveMuch(MUCH.length, "never", "").join().get(0))
                        .isEqualTo(MUCH);
            }
        }
    }

    @Test
    @DisplayName(
            "CRS-05 a child that ends behind much that it has read or written fails that call, and the next child begins anew")
    void deathsBehindMuch() {
        try (Muster muster = oneProcess()) {
            BreakingDispatcher breaking = new BreakingDispatcher(new Breaking(), muster);
            for (String how : List.of("exit", "halt")) {
                for (int round = 0; round < 2; round++) { // for the second, there is a lane
                    breaking.takeMuch(MUCH, new Fragile("never", "")).join();
                    breaking.giveMuch(MUCH.length, "never", "").join();
                }
                int code = how.equals("exit") ? 7 : 8;
                assertThat(exitCodeOf(breaking.takeMuch(MUCH, new Fragile("read", how))))
                        .isEqualTo(code);
                assertThat(exitCodeOf(breaking.giveMuch(MUCH.length, "write", how)))
                        .isEqualTo(code);
            }
        }
    }

    private static int exitCodeOf(Task<?> task) {
        return catchThrowableOfType(WorkerCrashedException.class, task::join).exitCode();
    }

    @Test
    void aTargetThatCannotBeSentFailsItsCalls() {
        try (Muster muster = oneProcess()) {
            Breaking.Target target = new Breaking.Target(new Object());
            Task<String> task = new Breaking_TargetDispatcher(target, muster).use();
            assertThat(refusalOf(task)).hasMessageContaining("Object");
            assertThat(new Breaking_TargetDispatcher(new Breaking.Target("fine"), muster)
                            .use()
                            .join())
                    .isEqualTo("fine");
        }
    }

    @Test
    void aTargetThatCannotBeBuiltFailsItsCalls() {
        Muster.Builder builder = Muster.builder()
                .workers(Workers.PROCESSES, 1)
                .processes(ProcessOptions.defaults().jvmArguments("-Dunbuildable=yes"));
        try (Muster muster = builder.open()) {
            Task<Integer> task = new Breaking_UnbuildableDispatcher(new Breaking.Unbuildable(), muster).zero();
            assertThat(catchThrowable(task::join)).hasStackTraceContaining("not in a child");
        }
    }
}
