package dev.muster.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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

    static void isGone(long pid) throws InterruptedException {
        isTrue(
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty(),
                () -> "process " + pid + " is alive");
    }
}
