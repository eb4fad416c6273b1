package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.Muster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class FallbackTest {
    private final Muster muster = Muster.open();
    private final FlakyDispatcher flaky = new FlakyDispatcher(new Flaky(), muster);

    @TempDir
    private Path folder;

    private String file() {
        return folder.resolve("tries").toString();
    }

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("outside of a retry it answers for the last failure")
    @Test
    void outside() {
        assertThat(flaky.answered(file(), 9, "io").join()).isEqualTo("answered-1 in try 3 instead of try 3");
        assertThat(flaky.answered(folder.resolve("other").toString(), 1, "io").join())
                .isEqualTo("done in try 2");
    }

    @DisplayName("inside of a retry it answers for the first")
    @Test
    void inside() {
        assertThat(flaky.answeredInside(file(), 9, "io").join())
                .isEqualTo("answeredInside-1 in try 1 instead of try 1");
    }

    @DisplayName("it answers for a child process, in the parent")
    @Test
    void process() {
        assertThat(flaky.answeredForProcess(file(), 9, "io").join())
                .isEqualTo("answeredForProcess-1 in try 1 instead of try 1");
    }

    @DisplayName("it answers for the death of a child, but not before the method's being idempotent is used up")
    @Test
    void crashes() {
        assertThat(flaky.answeredAfterCrashes(file(), 1, "crash").join()).isEqualTo("done in try 2");
        assertThat(flaky.answeredAfterCrashes(folder.resolve("other").toString(), 9, "crash")
                        .join())
                .startsWith(
                        "answeredAfterCrashes-2 in try 2 instead of answeredAfterCrashes-2 did not return: its worker");
    }

    @DisplayName("failures that are not among those stay")
    @Test
    void others() throws Exception {
        assertThat(flaky.answeredBlocking(file(), 1, "io")).isEqualTo("answeredBlocking-1 in try 1 instead of try 1");
        assertThatThrownBy(() -> flaky.answeredBlocking(file(), 9, "state")).isInstanceOf(IllegalStateException.class);
    }

    @DisplayName("a fallback that fails is the failure, with the other suppressed")
    @Test
    void worse() {
        Throwable failure = Tries.failure(Tries.joined(flaky.answered(file(), 9, "worse")));
        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("nothing instead");
        assertThat(failure.getSuppressed()[0])
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("try 3");
    }

    @DisplayName("a fallback that needs wiring comes from the builder")
    @Test
    void provided() {
        try (Muster wired = Muster.builder()
                .policy(FallbackPolicy.class, members -> new FallbackPolicy((call, failure) -> "wired", any -> true))
                .open()) {
            FlakyDispatcher dispatcher = new FlakyDispatcher(new Flaky(), wired);
            assertThat(dispatcher.answered(file(), 9, "io").join()).isEqualTo("wired");
        }
    }
}
