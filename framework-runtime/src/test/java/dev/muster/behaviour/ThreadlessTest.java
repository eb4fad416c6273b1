package dev.muster.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that may not have another thread. Stacks of a gigabyte soon fill the addresses that it may use. */
@Timeout(120)
class ThreadlessTest {
    @DisplayName(
            "where no thread can be started, calls fail and waits stay waits, and all is well when there are threads again")
    @Test
    @EnabledOnOs(OS.LINUX)
    void noThreads() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process program = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -v 24000000; exec \"$@\"",
                        "sh",
                        java,
                        "-Xmx64m",
                        "-Xss1g",
                        "-XX:+UseSerialGC",
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:CompressedClassSpaceSize=64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Threadless.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output.lines().filter(line -> !line.startsWith("[")))
                    .containsExactly(
                            "core: WorkerStartException",
                            "cores: WorkerStartException",
                            "limited: WAITING",
                            "wait: false",
                            "core: 1",
                            "cores: [1, 2]",
                            "limited: WaitTimeoutException",
                            "lock: free",
                            "closed");
        } finally {
            program.destroyForcibly();
            program.waitFor(30, TimeUnit.SECONDS);
        }
    }
}
