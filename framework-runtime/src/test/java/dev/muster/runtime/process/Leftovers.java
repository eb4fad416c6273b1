package dev.muster.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks from outside, after each test, for what it may have left: processes, folders, threads. */
final class Leftovers implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Eventually.isTrue(() -> children().isEmpty(), () -> "children are left: " + children());
        Eventually.isTrue(() -> folders().isEmpty(), () -> "folders are left: " + folders());
        Eventually.isTrue(() -> threads().isEmpty(), () -> "threads are left: " + threads());
        assertThat(folders()).isEmpty();
    }

    private static List<String> children() {
        return ProcessHandle.current().descendants().map(Leftovers::describe).toList();
    }

    private static String describe(ProcessHandle process) {
        return process.pid() + " " + process.info().commandLine().orElse("?");
    }

    static List<Path> folders() {
        String prefix = "muster-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("Process-") || name.startsWith("muster-"))
                .toList();
    }
}
