package dev.muster.examples.checksums;

import dev.muster.BatchFailedException;
import dev.muster.WorkerCrashedException;
import dev.muster.examples.console.ProgressLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;

/** Prints the sum of each file, or reports why there is none, and counts. Used by one thread. */
final class SumPrinter {
    private final PrintStream out;
    private final Problems problems;
    private final ProgressLine progress;
    private long files;
    private long bytes;

    SumPrinter(PrintStream out, Problems problems, ProgressLine progress) {
        this.out = out;
        this.problems = problems;
        this.progress = progress;
    }

    /** How many sums were printed. */
    long files() {
        return files;
    }

    /** The size of the files whose sums were printed. */
    long bytes() {
        return bytes;
    }

    /**
     * Prints all {@code sums}, which come in the order of {@code inFlight}.
     *
     * @throws IOException if nobody reads the output any longer
     */
    void print(Iterator<FileSum> sums, FilesInFlight inFlight) throws IOException {
        while (hasNext(sums, inFlight)) {
            print(inFlight.land(), sums.next());
            progress.at(files);
        }
    }

    /** The end of a worker is the problem of the one file that it was reading; the sums of the others are still to come. */
    private boolean hasNext(Iterator<FileSum> sums, FilesInFlight inFlight) {
        while (true) {
            try {
                return sums.hasNext();
            } catch (BatchFailedException failure) {
                if (!(failure.getCause() instanceof WorkerCrashedException crash)) {
                    throw failure;
                }
                problems.report(inFlight.land(), String.valueOf(crash.getMessage()));
            }
        }
    }

    private void print(Path file, FileSum sum) throws IOException {
        sum.problem().ifPresent(problem -> problems.report(file, problem));
        if (sum.sha256().isPresent()) {
            byte[] line = SumLine.of(sum.sha256().get(), file);
            out.write(line, 0, line.length);
            if (out.checkError()) {
                throw new IOException("standard output is closed");
            }
            files++;
            bytes += sum.bytes();
        }
    }
}
