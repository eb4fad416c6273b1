package dev.muster.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * While it is open, children are started with a program in Python in place of this JDK's {@code java}: the JDK's folder seems to
 * be one that has all that is in the real one, but another {@code bin}.
 */
final class ForeignJava implements AutoCloseable {
    private static final String HOME = "java.home";

    private final String home = System.getProperty(HOME);

    /**
     * @param folder an empty one for the JDK's stand-in
     * @param program a file of {@code src/test/python}, whose arguments are those of {@code java}
     */
    ForeignJava(Path folder, String program) throws Exception {
        String python = python();
        try (Stream<Path> real = Files.list(Path.of(home))) {
            for (Path each : real.filter(path -> !path.endsWith("bin")).toList()) {
                Files.createSymbolicLink(folder.resolve(each.getFileName()), each);
            }
        }
        String script = "#!/bin/sh\nexec '" + python + "' '" + Path.of("src/test/python", program).toAbsolutePath() + "' \"$@\"\n";
        Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
        Files.writeString(java, script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        System.setProperty(HOME, folder.toString());
    }

    /** The interpreter itself, not a script that looks for it; the test is skipped where there is none. */
    private static String python() throws Exception {
        Optional<String> python = firstLine("python3", "-c", "import sys; print(sys.executable) if sys.version_info >= (3, 8) else 0");
        Assumptions.assumeTrue(python.isPresent(), "no python3 of version 3.8 or later on the PATH: the foreign child is not tested");
        return python.orElseThrow();
    }

    private static Optional<String> firstLine(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && output.startsWith("/") ? Optional.of(output) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        System.setProperty(HOME, home);
    }
}
