package dev.muster.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux tells of memory. */
public final class Memory {
    private static final Path OF_THE_MACHINE = Path.of("/proc/meminfo");

    private Memory() {}

    /** Whether it can be asked here. */
    public static boolean isTold() {
        return Files.isReadable(Path.of("/proc/self/smaps_rollup")) && Files.isReadable(OF_THE_MACHINE);
    }

    /** The proportional set size of a process, in bytes. */
    static double proportional(long pid) throws IOException {
        return bytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss");
    }

    /** What new processes can have, in bytes. */
    public static long available() throws IOException {
        return bytes(OF_THE_MACHINE, "MemAvailable");
    }

    private static long bytes(Path file, String name) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(Files.readString(file));
        if (!line.find()) {
            throw new IOException(file + " does not say " + name);
        }
        return Long.parseLong(line.group(1)) << 10;
    }
}
