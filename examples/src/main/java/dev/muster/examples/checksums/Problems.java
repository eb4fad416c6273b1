package dev.muster.examples.checksums;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Tells of every file that has no checksum, and counts them. Safe for use by several threads. */
final class Problems {
    private final PrintStream err;
    private final AtomicLong count = new AtomicLong();

    Problems(PrintStream err) {
        this.err = err;
    }

    void report(Path file, String problem) {
        count.incrementAndGet();
        byte[] line = SumLine.about(file, "checksums: ", ": " + problem);
        err.write(line, 0, line.length);
    }

    void report(Path file, IOException failure) {
        report(file, reason(failure));
    }

    long count() {
        return count.get();
    }

    /** The reason alone, in words: the exceptions' own messages repeat the file's name or consist of nothing else. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException) {
            return "is no folder";
        }
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
