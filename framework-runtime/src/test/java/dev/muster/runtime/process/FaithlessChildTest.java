package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.Muster;
import dev.muster.NotTransferableException;
import dev.muster.ProcessOptions;
import dev.muster.Task;
import dev.muster.WorkerCrashedException;
import dev.muster.WorkerStartException;
import dev.muster.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a child in another language does wrong costs the call that it does it in, and no other. */
@ExtendWith(Leftovers.class)
class FaithlessChildTest {
    private static final ProcessOptions PATIENT =
            ProcessOptions.defaults().classArchive(false).grace(Duration.ofMillis(300));
    private static final ProcessOptions IMPATIENT = PATIENT.livenessLimit(Duration.ofMillis(500));

    @RegisterExtension
    private final ForeignJava java = new ForeignJava("faithless.py");

    private static Muster withProcesses(ProcessOptions options, int workers) {
        return Muster.builder()
                .workers(Workers.PROCESSES, workers)
                .processes(options)
                .drain(Duration.ofSeconds(10))
                .open();
    }

    private static FaithlessDispatcher faithless(Muster muster) {
        return new FaithlessDispatcher(new Faithless(), muster);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a breach of the contract fails its own call, with the reason; the child is replaced")
    @CsvSource({
        "answer_to_an_unknown_call, an answer to a call that does not run",
        "unknown_kind_of_answer, not a kind of answer: 99",
        "piece_that_is_too_long, not the header of a piece: 0x100fffd",
        "piece_with_unknown_flags, not the header of a piece",
        "part_longer_than_its_piece, not the length of a part: 1000000",
        "part_of_negative_length, not the length of a part: -2",
        "part_without_a_length, no length where a part begins",
        "answer_that_is_cut, The frame ends where",
        "message_without_a_part, an answer that says nothing",
        "failure_with_too_many_frames, 1025 frames",
        "log_of_an_unknown_level, not a level: LOUD",
        "ask_for_the_unknown, not what can be asked: 99",
        "half_a_message_and_the_end, exit code 0",
        "half_a_message_and_a_closed_connection, did not end by itself",
        "no_answer_to_pings, did not answer",
        "closed_control_connection, did not answer",
        "more_output_than_there_is, 1000 bytes",
    })
    void breach(String fault, String reason) throws Exception {
        boolean isSilent = reason.equals("did not answer");
        try (Muster muster = withProcesses(isSilent ? IMPATIENT : PATIENT, 1)) {
            FaithlessDispatcher faithless = faithless(muster);
            long pid = faithless.pid().join();
            List<Task<Integer>> before =
                    IntStream.range(0, 5).mapToObj(faithless::square).toList();
            Task<?> victim = faithless.commit(fault);
            List<Task<Integer>> behind =
                    IntStream.range(0, 5).mapToObj(faithless::square).toList();
            WorkerCrashedException crash = catchThrowableOfType(WorkerCrashedException.class, victim::join);
            assertThat(crash).hasMessageContaining(reason).hasMessageContaining("Process-1 (pid " + pid + ")");
            Eventually.isGone(pid);
            for (int i = 0; i < 5; i++) {
                assertThat(before.get(i).join()).isEqualTo(i * i);
                assertThat(behind.get(i).join()).isEqualTo(i * i);
            }
            assertThat(faithless.pid().join()).isNotEqualTo(pid);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a child that breaks the contract while it has no call is replaced, and costs none")
    @ValueSource(
            strings = {
                "answer_to_an_unknown_call",
                "piece_with_unknown_flags",
                "message_without_a_part",
                "ask_of_the_call_in_hand",
                "half_a_message_and_the_end",
                "half_a_message_and_no_answer_to_pings",
                "closed_control_connection"
            })
    void breachBetweenCalls(String fault) throws Exception {
        try (Muster muster = withProcesses(IMPATIENT, 1)) {
            FaithlessDispatcher faithless = faithless(muster);
            long pid = faithless.pid().join();
            faithless.later(fault).join();
            Eventually.isGone(pid);
            assertThat(faithless.square(3).join()).isEqualTo(9);
            assertThat(faithless.pid().join()).isNotEqualTo(pid);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a child that does not begin as it must gets no call; calls fail promptly, with the reason")
    @ValueSource(
            strings = {
                "wrong secret",
                "wrong version",
                "half a hello",
                "garbage instead of ready",
                "answer instead of ready",
                "silence"
            })
    void start(String fault) {
        ProcessOptions options = PATIENT.environment(Map.of("FAULT", fault)).startLimit(Duration.ofMillis(700));
        try (Muster muster = withProcesses(options, 1)) {
            Task<Integer> task = faithless(muster).square(1);
            assertThat(catchThrowable(task::join))
                    .isInstanceOf(WorkerStartException.class)
                    .hasMessageContaining("Process-")
                    .hasMessageContaining("pid");
        }
    }

    @Test
    @DisplayName("a result that is not what it says costs its call; the child goes on")
    void largeResult() {
        try (Muster muster = withProcesses(PATIENT, 1)) {
            FaithlessDispatcher faithless = faithless(muster);
            for (int length : new int[] {2, 1 << 20, Integer.MAX_VALUE, -2}) {
                assertThat(catchThrowable(faithless.large(length)::join))
                        .isInstanceOf(NotTransferableException.class)
                        .hasMessageContaining("has a result that cannot be read");
            }
        }
    }

    @Test
    @DisplayName("garbage on the control connection harms nobody: the parent takes it for a sign of life")
    void noise() {
        try (Muster muster = withProcesses(IMPATIENT, 1)) {
            FaithlessDispatcher faithless = faithless(muster);
            long pid = faithless.pid().join();
            for (int length = 1; length < 20_000; length *= 3) {
                assertThat(faithless.noise(length).join()).isEqualTo(length);
            }
            assertThat(faithless.pid().join()).isEqualTo(pid);
        }
    }
}
