package dev.muster.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.ProcessOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class InsideTest {
    private final Muster muster = Muster.builder()
            .processes(ProcessOptions.defaults().classArchive(false))
            .open();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        muster.closeNow();
    }

    @DisplayName("calls with policies end as they ought to")
    @ParameterizedTest
    @EnumSource
    void here(PolicedCalls calls) throws Exception {
        assertThat(calls.run(muster, folder)).isEqualTo(calls.expected());
    }

    @DisplayName("the same calls, made by a body in a child process, end in the same way")
    @ParameterizedTest
    @EnumSource
    void inside(PolicedCalls calls) {
        InsideDispatcher inside = new InsideDispatcher(new Inside(), muster);
        assertThat(inside.run(calls, folder).join()).isEqualTo(calls.expected());
    }
}
