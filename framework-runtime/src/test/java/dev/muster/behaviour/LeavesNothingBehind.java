package dev.muster.behaviour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test there is no thread, child process or file of ours that was not there before it. A test that is stuck, or leaves
 * something, prints the stacks of all threads.
 */
public final class LeavesNothingBehind implements BeforeEachCallback, AfterEachCallback {
    private static final long LIMIT_NANOS = 10_000_000_000L;

    private Set<String> before = Set.of();

    @Override
    public void beforeEach(ExtensionContext context) {
        before = present();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        long start = System.nanoTime();
        Set<String> left = left();
        while (!left.isEmpty() && System.nanoTime() - start < LIMIT_NANOS) {
            Thread.yield();
            left = left();
        }
        if (!left.isEmpty() || context.getExecutionException().isPresent()) {
            dumpThreads();
        }
        if (!left.isEmpty()) {
            throw new AssertionError("the test left behind: " + left);
        }
    }

    private Set<String> left() {
        Set<String> left = present();
        left.removeAll(before);
        return left;
    }

    private static Set<String> present() {
        return Stream.of(threads(), children(), files())
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getClass().getName().startsWith("dev.muster."))
                .map(thread -> "thread " + thread.getName() + " of " + thread.getClass() + " "
                        + System.identityHashCode(thread))
                .toList();
    }

    private static List<String> children() {
        return ProcessHandle.current()
                .descendants()
                .map(child -> "process " + child.pid())
                .toList();
    }

    private static List<String> files() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith("muster-" + ProcessHandle.current().pid()))
                    .map(file -> "file " + file)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void dumpThreads() {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            System.err.println(thread);
            for (StackTraceElement element : stack) {
                System.err.println("    at " + element);
            }
        });
    }
}
