package dev.muster.examples.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.examples.ProgramRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a program with a progress line in a terminal, which {@code script} from util-linux pretends to be, and without one. */
class ProgressOnTerminalTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    Path scratch;

    @Test
    void onATerminalABarIsShownAndTakenAway() throws Exception {
        String screen = onTerminal("");

        assertThat(screen)
                .contains("counting 100%")
                .contains("line 1\r\n")
                .contains("line 2\r\n")
                .contains("\r\u001b[K\n");
    }

    @Test
    void linesThatGoElsewhereHaveNoTraceOfTheBar() throws Exception {
        Path lines = scratch.resolve("lines");

        assertThat(onTerminal(" >" + lines)).contains("counting 100%").doesNotContain("line", "WARNING");
        assertThat(lines).hasContent("line 1\nline 2\n");
    }

    @Test
    void withoutATerminalNoBarIsShown() throws Exception {
        ProgramRun run = ProgramRun.example(scratch, Counting.class);

        assertThat(run.out()).isEqualTo("line 1\nline 2\n");
        assertThat(run.err()).isEmpty();
    }

    private String onTerminal(String redirection) throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT));
        Path launcher = scratch.resolve("count.sh");
        Files.writeString(
                launcher,
                "'" + String.join("' '", ProgramRun.java(scratch, Counting.class)) + "'" + redirection + "\n");
        Path screen = scratch.resolve("screen");
        ProgramRun.run(scratch, List.of(SCRIPT.toString(), "-q", "-c", "sh " + launcher, screen.toString()));
        return Files.readString(screen);
    }

    /** Prints a line at each of two steps. */
    static final class Counting {
        private Counting() {}

        public static void main(String[] arguments) {
            try (ProgressLine progress = ProgressLine.open("counting", 2)) {
                for (int i = 1; i <= 2; i++) {
                    System.out.println("line " + i);
                    progress.at(i);
                }
            }
        }
    }
}
