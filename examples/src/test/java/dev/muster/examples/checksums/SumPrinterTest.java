package dev.muster.examples.checksums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.BatchFailedException;
import dev.muster.RefusedException;
import dev.muster.WorkerCrashedException;
import dev.muster.examples.console.ProgressLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SumPrinterTest {
    private static final FileSum SUM = FileSum.of("0".repeat(64), 5);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Problems problems = new Problems(print(err));
    private final ProgressLine progress = ProgressLine.open("sums", ProgressLine.UNKNOWN);
    private final SumPrinter printer = new SumPrinter(print(out), problems, progress);

    @Test
    void theEndOfAWorkerIsTheProblemOfOneFile() throws Exception {
        print(
                SUM,
                failed(new WorkerCrashedException("inProcess-2", "Process-1", 7, 137, "SIGKILL", List.of(), null)),
                SUM);

        assertThat(out).hasToString(line("file-0") + line("file-2"));
        assertThat(err)
                .hasToString("checksums: file-1: inProcess-2 did not return:"
                        + " its worker Process-1 (pid 7) was killed by SIGKILL\n");
        assertThat(printer.files()).isEqualTo(2);
        assertThat(printer.bytes()).isEqualTo(10);
    }

    @Test
    void aFileWithoutSumIsReportedInItsPlace() throws Exception {
        print(SUM, FileSum.problem("vanished"), SUM);

        assertThat(out).hasToString(line("file-0") + line("file-2"));
        assertThat(err).hasToString("checksums: file-1: vanished\n");
        assertThat(problems.count()).isEqualTo(1);
    }

    @Test
    void aRuntimeThatTakesNoMoreCallsEndsTheProgram() {
        BatchFailedException refused = failed(new RefusedException("closed"));

        assertThatThrownBy(() -> print(SUM, refused, SUM)).isSameAs(refused);
        assertThat(out).hasToString(line("file-0"));
    }

    @Test
    void anOutputThatNobodyReadsEndsTheProgram() {
        PrintStream closed = print(new ByteArrayOutputStream());
        closed.close();
        FilesInFlight files = files(2);

        assertThatThrownBy(() -> new SumPrinter(closed, problems, progress).print(results(files, SUM, SUM), files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("standard output is closed");
    }

    private void print(Object... results) throws IOException {
        FilesInFlight files = files(results.length);
        printer.print(results(files, results), files);
    }

    private static FilesInFlight files(int count) {
        return new FilesInFlight(
                IntStream.range(0, count).mapToObj(n -> Path.of("file-" + n)).iterator());
    }

    /** Like a stream of calls: takes all its inputs first, and throws a failure when its turn has come, once. */
    private static Iterator<FileSum> results(FilesInFlight files, Object... results) {
        files.forEachRemaining(file -> {});
        Deque<Object> left = new ArrayDeque<>(List.of(results));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (left.peek() instanceof BatchFailedException failure) {
                    left.remove();
                    throw failure;
                }
                return !left.isEmpty();
            }

            @Override
            public FileSum next() {
                return (FileSum) left.remove();
            }
        };
    }

    private static BatchFailedException failed(RuntimeException cause) {
        return new BatchFailedException("failed", 1, "file-1", new TreeMap<>(Map.of(1L, cause)));
    }

    private static String line(String name) {
        return "0".repeat(64) + "  " + name + "\n";
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
