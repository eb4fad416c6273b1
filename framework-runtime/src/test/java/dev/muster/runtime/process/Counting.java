package dev.muster.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An initialiser that leaves a file for each time it runs, and fails if it is told to. */
public final class Counting implements Runnable {
    static final String FOLDER = "initializer.folder";
    static final String FAILURE = "initializer.failure";

    /** How often it has run in this process. */
    static int runs;

    /** Called in the child. */
    public Counting() {}

    @Override
    public void run() {
        runs++;
        System.getLogger("dev.muster.test").log(System.Logger.Level.INFO, "initialising");
        try {
            Files.createTempFile(
                    Path.of(System.getProperty(FOLDER)),
                    "run" + ProcessHandle.current().pid() + "-",
                    Thread.currentThread().getName());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (System.getProperty(FAILURE) != null) {
            throw new IllegalStateException("initialiser failed on purpose");
        }
    }
}
