package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kills its process for some inputs; sent to the children, and leaves a file for each call so that none can run twice. */
record Dying(String folder) implements Serializable {
    @Parallel(on = Workers.PROCESSES)
    int squareUnlessNegative(int x) throws Exception {
        if (x == -1) {
            System.exit(1);
        }
        if (x == -2) {
            Runtime.getRuntime().halt(2);
        }
        if (x == -3) {
            long self = ProcessHandle.current().pid();
            new ProcessBuilder("kill", "-9", Long.toString(self)).start().waitFor();
            Thread.sleep(60_000);
        }
        leaveMark(x);
        return x * x;
    }

    private void leaveMark(int x) throws IOException {
        Files.createFile(Path.of(folder, Integer.toString(x)));
    }
}
