package dev.muster.runtime.process;

import dev.muster.Parallel;
import dev.muster.Workers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Returns its result whether it was interrupted or not. */
class Stubborn {
    @Parallel(on = Workers.PROCESSES)
    int insist(String startedFile, String gate) {
        Bodies.write(startedFile, "");
        while (!Files.exists(Path.of(gate))) {
            Thread.onSpinWait();
        }
        return 1;
    }
}
