package dev.muster.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Polls for what another process brings about, which cannot be waited for otherwise. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Eventually() {}

    static void isTrue(BooleanSupplier condition, Supplier<String> otherwise) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError(otherwise.get());
            }
            Thread.sleep(5);
        }
    }

    /** What a body has written to say that it runs. */
    static String contentOf(Path file) throws InterruptedException, IOException {
        isTrue(() -> Files.exists(file), () -> file + " was not written");
        return Files.readString(file);
    }

    static long pidIn(Path file) throws InterruptedException, IOException {
        return Long.parseLong(contentOf(file));
    }

    /** The kernel tells one thread of the process, and that one the others: until then they run on. */
    static void isStopped(long pid) throws InterruptedException {
        isTrue(() -> states(pid).allMatch("T"::equals), () -> "process " + pid + " has not stopped");
    }

    private static Stream<String> states(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(Eventually::state).toList().stream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The letter behind the thread's name, which is in parentheses. */
    private static String state(Path thread) {
        try {
            String line = Files.readString(thread.resolve("stat"));
            return line.substring(line.lastIndexOf(')') + 2, line.lastIndexOf(')') + 3);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static void isGone(long pid) throws InterruptedException {
        isTrue(
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty(),
                () -> "process " + pid + " is alive");
    }
}
