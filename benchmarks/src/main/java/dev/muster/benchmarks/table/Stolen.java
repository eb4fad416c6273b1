package dev.muster.benchmarks.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of the processors' time the host of a virtual machine has given to others while it was wanted here, as far as Linux tells.
 *
 * @param wanted all that was used or stolen since the machine started, in ticks
 * @param stolen what of that was stolen
 */
record Stolen(long wanted, long stolen) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;

    static Stolen now() {
        try (var lines = Files.lines(STAT)) {
            return of(lines.findFirst().orElse("").split("\\s+"));
        } catch (IOException | RuntimeException notTold) {
            return new Stolen(0, 0);
        }
    }

    /** The line of all processors: its name, and then times by kind; what guests use is counted in the first of them. */
    private static Stolen of(String[] line) {
        long wanted = 0;
        for (int i = 1; i <= STEAL; i++) {
            wanted += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(line[i]);
        }
        return new Stolen(wanted, Long.parseLong(line[STEAL]));
    }

    /** The share of what was wanted between {@code earlier} and this. */
    double shareSince(Stolen earlier) {
        return wanted == earlier.wanted ? 0 : (double) (stolen - earlier.stolen) / (wanted - earlier.wanted);
    }
}
