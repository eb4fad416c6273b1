package dev.muster.runtime.worker;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The process that has started this one, and whether it still is there.
 *
 * <p>A {@link ProcessHandle} would ask the system for what it knows of the whole process, for which Linux adds up the times of all
 * its threads. A parent has several for each child: so what a look costs would grow with the number of children, and what they all
 * cost with its square. Here one thread is asked for, which is there as long as the process is.
 */
final class ParentProcess {
    /** Of the fields behind the name, which ends with the last parenthesis. */
    private static final int START = 20;

    private final String file;
    private final Optional<ProcessHandle> handle;
    private final String start;

    ParentProcess(long pid) {
        this.file = "/proc/" + pid + "/task/" + pid + "/stat";
        this.start = start();
        this.handle = start.isEmpty() ? ProcessHandle.of(pid) : Optional.empty();
    }

    /** Whether it is there: the same, and not another one that has got its id. */
    boolean isAlive() {
        return start.isEmpty() ? handle.isPresent() && handle.get().isAlive() : start.equals(start());
    }

    /** When it was started, as the system counts time; empty if it is gone, or nobody can tell. */
    private String start() {
        try (FileInputStream in = new FileInputStream(file)) {
            String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return all.substring(all.lastIndexOf(')')).split(" ", START + 2)[START];
        } catch (IOException | IndexOutOfBoundsException untold) {
            return "";
        }
    }
}
