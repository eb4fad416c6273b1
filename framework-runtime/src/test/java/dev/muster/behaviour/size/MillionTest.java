package dev.muster.behaviour.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.behaviour.LeavesNothingBehind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class MillionTest {
    @TempDir
    Path scratch;

    @DisplayName("a million calls wait for one permit in a heap of 512 MiB, some are cancelled, and every one ends")
    @Test
    void million() throws Exception {
        Path output = scratch.resolve("output");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Million.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = program.waitFor(100, TimeUnit.SECONDS);
            String said = Files.readString(output);
            System.out.print(said);
            assertThat(ended).as(said).isTrue();
            assertThat(program.exitValue()).as(said).isZero();
            assertThat(said).contains("ended: " + Million.CALLS);
        } finally {
            program.destroyForcibly().waitFor();
        }
    }
}
