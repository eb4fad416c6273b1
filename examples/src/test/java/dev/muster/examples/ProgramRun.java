package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that ran to its end in a process of its own: how it ended and what it printed. */
public record ProgramRun(int exitCode, String out, String err) {
    private static final long LIMIT_SECONDS = 60;

    /** Runs the example's main class in a JVM like this one, with {@code scratch} as its folder for temporary files. */
    public static ProgramRun example(Path scratch, Class<?> main, String... arguments) throws Exception {
        return run(scratch, java(scratch, main, arguments));
    }

    /** The command line that {@link #example} runs. */
    public static List<String> java(Path scratch, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + Files.createDirectories(scratch.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Runs a command; its output goes through files in {@code scratch}, so that nobody has to read it while it runs. */
    public static ProgramRun run(Path scratch, List<String> command) throws Exception {
        Path out = Files.createTempFile(scratch, "out", "");
        Path err = Files.createTempFile(scratch, "err", "");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s has ended", command)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertNothingLeftIn(scratch);
        return new ProgramRun(process.exitValue(), read(out), read(err));
    }

    /** No file of the program is left in its folder for temporary files (the JVM's own performance data aside). */
    public static void assertNothingLeftIn(Path scratch) throws IOException {
        Path tmp = Files.createDirectories(scratch.resolve("tmp"));
        try (Stream<Path> left = Files.list(tmp)) {
            assertThat(left).isEmpty();
        }
    }

    /** The lines of the standard output. */
    public List<String> lines() {
        return out.lines().toList();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
