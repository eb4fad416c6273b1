package dev.muster.conformance;

import dev.muster.CallContext;
import dev.muster.Parallel;
import dev.muster.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Work that leaves a line in a file, for two workers. */
class Chores {
    static final int WORKERS = 2;

    @Parallel(pool = "chores", workers = WORKERS)
    int here(String file, int number) throws IOException {
        return note(file, number);
    }

    @Parallel(on = Workers.PROCESSES, pool = "choresBelow", workers = WORKERS)
    int below(String file, int number) throws IOException {
        return note(file, number);
    }

    private static int note(String file, int number) throws IOException {
        Files.writeString(Path.of(file), number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return number;
    }

    /** Says that it has begun, and ends when it may. */
    @Parallel(pool = "chores", workers = WORKERS)
    int holdUpHere() throws InterruptedException {
        return holdUp();
    }

    @Parallel(on = Workers.PROCESSES, pool = "choresBelow", workers = WORKERS)
    int holdUpBelow() throws InterruptedException {
        return holdUp();
    }

    private static int holdUp() throws InterruptedException {
        CallContext.current().muster().semaphore("choresBegun", 0).release();
        while (!CallContext.current().muster().event("choresGoOn").isSet()) {
            Thread.sleep(2); // not a wait of Muster's, for which another worker would come
        }
        return 0;
    }
}
