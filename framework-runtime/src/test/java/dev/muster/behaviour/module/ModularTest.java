package dev.muster.behaviour.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.Muster;
import dev.muster.behaviour.LeavesNothingBehind;
import dev.muster.runtime.RuntimeProvider;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Child processes of an application that is a module. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class ModularTest {
    private static final String MAIN = "modular/" + Modular.class.getName();

    @TempDir
    private Path folder;

    /** Makes a module of this package's classes. */
    @BeforeEach
    void makeModule() throws Exception {
        Path application = folder.resolve("modular");
        Path here = Path.of(ModularTest.class.getResource("").toURI());
        Path there = Files.createDirectories(
                application.resolve(Modular.class.getPackageName().replace('.', '/')));
        try (Stream<Path> classes = Files.list(here)) {
            for (Path file : classes.filter(
                            file -> file.getFileName().toString().startsWith("Modular"))
                    .filter(file -> !file.getFileName().toString().startsWith("ModularTest"))
                    .toList()) {
                Files.copy(file, there.resolve(file.getFileName()));
            }
        }
        Path source =
                Files.writeString(folder.resolve("module-info.java"), "module modular { requires dev.muster.api; }");
        run("javac", "--module-path", musterPath(), "-d", application.toString(), source.toString());
    }

    @DisplayName("children and their children find an application that is a module on the module path")
    @Test
    void onModulePath() throws Exception {
        String path = folder.resolve("modular") + File.pathSeparator + musterPath();
        assertThat(output(Path.of(System.getProperty("java.home")), "--module-path", path, "-m", MAIN))
                .isEqualTo("modular modular");
    }

    @DisplayName("children and their children find an application that is linked into a run-time image")
    @Test
    void linked() throws Exception {
        Path image = folder.resolve("image");
        String path = folder.resolve("modular") + File.pathSeparator + musterPath();
        run(
                "jlink",
                "--module-path",
                path,
                "--add-modules",
                "modular,dev.muster.runtime",
                "--output",
                image.toString());
        assertThat(output(image, "-m", MAIN)).isEqualTo("modular modular");
    }

    private static String musterPath() {
        return Stream.of(Muster.class, RuntimeProvider.class, NullMarked.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void run(String tool, String... arguments) {
        ToolProvider found = ToolProvider.findFirst(tool).orElseThrow();
        assertThat(found.run(System.out, System.err, arguments)).isZero();
    }

    private static String output(Path java, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
