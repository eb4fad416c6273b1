package dev.muster.conformance;

import dev.muster.Muster;
import dev.muster.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program that ends while calls are queued; a shutdown hook closes the runtime. */
final class AtExit {
    private AtExit() {}

    /**
     * Runs it.
     *
     * @param arguments whether calls run in child processes; the file that they write to
     */
    public static void main(String... arguments) {
        boolean below = Boolean.parseBoolean(arguments[0]);
        String file = arguments[1];
        Muster muster = Muster.open();
        ChoresDispatcher chores = new ChoresDispatcher(new Chores(), muster);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            muster.close();
            Task<Integer> late = below ? chores.below(file, -1) : chores.here(file, -1);
            note(file, late.toString());
        }));
        for (int number = 0; number < 50; number++) {
            Task<Integer> unused = below ? chores.below(file, number) : chores.here(file, number);
        }
    }

    private static void note(String file, String line) {
        try {
            Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
