package dev.muster.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * During a test, children are started with a program in Python in place of this JDK's {@code java}: the JDK's folder seems to be
 * one that has all that is in the real one, but another {@code bin}. Where there is no Python, tests are skipped.
 */
final class ForeignJava implements BeforeEachCallback, AfterEachCallback {
    private static final String HOME = "java.home";

    private final Path program;
    private final String home = System.getProperty(HOME);
    private Path folder = Path.of(home);

    /** By a file of {@code src/test/python}, whose arguments are those of {@code java}. */
    ForeignJava(String program) {
        this.program = Path.of("src/test/python", program).toAbsolutePath();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        String python = python();
        folder = Files.createTempDirectory("java");
        try (Stream<Path> real = Files.list(Path.of(home))) {
            for (Path each : real.filter(path -> !path.endsWith("bin")).toList()) {
                Files.createSymbolicLink(folder.resolve(each.getFileName()), each);
            }
        }
        Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexec '" + python + "' -B '" + program + "' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        System.setProperty(HOME, folder.toString());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        System.setProperty(HOME, home);
        if (!folder.equals(Path.of(home))) {
            Files.deleteIfExists(folder.resolve("bin").resolve("java"));
            try (Stream<Path> links = Files.list(folder)) {
                for (Path each : links.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    /** The interpreter itself, not a script that looks for it. */
    private static String python() throws Exception {
        Optional<String> python =
                firstLine("python3", "-c", "import sys; print(sys.version_info >= (3, 8) and sys.executable)");
        Assumptions.assumeTrue(
                python.filter(path -> path.startsWith("/")).isPresent(),
                "no python3 of version 3.8 or later on the PATH: children in Python are not tested");
        return python.orElseThrow();
    }

    private static Optional<String> firstLine(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream().findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
