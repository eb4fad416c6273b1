package dev.muster.examples.square;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.ProgramRun;
import dev.muster.examples.console.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquareTest {
    private static final Pattern LINE = Pattern.compile("pid (\\d+) +(\\S+) +square\\((-?\\d+)\\) = (\\d+)");

    @TempDir
    Path scratch;

    /** A printed line, taken apart. */
    private record Line(String pid, String worker, int x, long square) {
        static Line parse(String text) {
            Matcher line = LINE.matcher(text);
            assertThat(line.matches()).as(text).isTrue();
            return new Line(
                    line.group(1), line.group(2), Integer.parseInt(line.group(3)), Long.parseLong(line.group(4)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "cores", "processes"})
    void printsALineForEachNumberAClosingLineAndASummary(String workers) throws Exception {
        ProgramRun run = square("--on", workers, "--delay", "0");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        List<Line> squares = squares(run, 10);
        assertThat(squares.stream().map(Line::x))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
        assertThat(squares).allSatisfy(line -> assertThat(line.square()).isEqualTo((long) line.x() * line.x()));
        assertThat(run.lines().get(10)).matches("pid \\d+ +all squares are back");
        assertThat(run.lines().get(11))
                .matches("10 calls in \\d+\\.\\d\\d s; workers used: \\d+ " + workers + "; sum of squares: 285");
    }

    @Test
    void onThreadsAThousandCallsWaitTogether() throws Exception {
        ProgramRun run = square("--count", "1000", "--quiet");

        assertThat(run.lines()).hasSize(1);
        assertThat(run.out()).endsWith("sum of squares: 332833500\n");
        assertThat(Double.parseDouble(run.out().split(" ", -1)[3])).isBetween(2.0, 10.0);
    }

    @Test
    void onThreadsTheProcessIsOneAndWorkersAreMany() throws Exception {
        ProgramRun run = square("--count", "20", "--delay", "100ms");

        assertThat(distinct(squares(run, 20), Line::pid)).hasSize(1);
        assertThat(distinct(squares(run, 20), Line::worker)).hasSize(20);
    }

    @Test
    void onProcessesEveryWorkerIsAProcess() throws Exception {
        ProgramRun run = square("--on", "processes", "--workers", "3", "--count", "30", "--delay", "20ms");

        List<Line> squares = squares(run, 30);
        assertThat(distinct(squares, Line::pid)).hasSizeBetween(2, 3);
        assertThat(distinct(squares, line -> line.pid() + line.worker())).hasSameSizeAs(distinct(squares, Line::pid));
        assertThat(squares).allSatisfy(line -> assertThat(line.worker()).matches("Process-[123]"));
    }

    @Test
    void freshProcessesServeOneCallEach() throws Exception {
        ProgramRun run = square("--on", "processes", "--fresh", "--workers", "2", "--count", "6", "--delay", "0");

        List<Line> squares = squares(run, 6);
        assertThat(distinct(squares, Line::worker))
                .isEqualTo(IntStream.rangeClosed(1, 6)
                        .mapToObj(n -> "Process-" + n)
                        .collect(toSet()));
        assertThat(run.out()).contains("workers used: 6 processes");
    }

    @Test
    void togetherAllProcessesAreThereAtOnce() throws Exception {
        ProgramRun run =
                square("--on", "processes", "--fresh", "--together", "--workers", "4", "--count", "8", "--delay", "0");

        assertThat(distinct(squares(run, 8), Line::pid)).hasSize(8);
        assertThat(run.out()).contains("workers used: 8 processes");
    }

    @Test
    void numbersCanBeGivenAndMayBeBig() throws Exception {
        ProgramRun run = square("--delay", "0", "--", "2147483647", "-3", "65536");

        assertThat(squares(run, 3).stream().map(Line::square))
                .containsExactlyInAnyOrder(4611686014132420609L, 9L, 4294967296L);
        assertThat(run.out()).endsWith("sum of squares: 4611686018427387914\n");
    }

    @Test
    void noNumbersAreNoCalls() throws Exception {
        ProgramRun run = square("--count", "0");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("0 calls in ").endsWith("sum of squares: 0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--on gpu, expected one of",
        "--count -1, a count is 0 or more",
        "--count x, is not an int",
        "--count 3 4, not both",
        "--workers 0, at least 1",
        "--delay soon, like 250ms",
        "--fresh, --on processes alone",
        "--speed, Unknown option"
    })
    void wrongOptionsAreExplained(String options, String explanation) {
        StringWriter err = new StringWriter();
        int exitCode =
                Program.line(new Square()).setErr(new PrintWriter(err, true)).execute(options.split(" ", -1));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(explanation).contains("Usage: square");
    }

    @Test
    void endedFromOutsideItLeavesNothingBehind() throws Exception {
        Process square = new ProcessBuilder(
                        ProgramRun.java(scratch, Square.class, "--on", "processes", "--workers", "2", "--delay", "10m"))
                .redirectErrorStream(true)
                .start();
        try {
            List<ProcessHandle> children = awaitChildren(square, 2);
            square.destroy(); // SIGTERM: ends the JVM as Ctrl-C does

            assertThat(square.waitFor(30, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle child : children) {
                child.onExit().get(30, TimeUnit.SECONDS);
            }
            ProgramRun.assertNothingLeftIn(scratch);
        } finally {
            square.descendants().forEach(ProcessHandle::destroyForcibly);
            square.destroyForcibly();
        }
    }

    private static List<ProcessHandle> awaitChildren(Process parent, int count) throws InterruptedException {
        List<ProcessHandle> children = parent.children().toList();
        while (children.size() < count) {
            assertThat(parent.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("ended before its time")
                    .isFalse();
            children = parent.children().toList();
        }
        return children;
    }

    private ProgramRun square(String... arguments) throws Exception {
        return ProgramRun.example(scratch, Square.class, arguments);
    }

    private static List<Line> squares(ProgramRun run, int count) {
        assertThat(run.lines()).as(run.err()).hasSize(count + 2);
        return run.lines().stream().limit(count).map(Line::parse).toList();
    }

    private static <T> Set<T> distinct(List<Line> lines, Function<Line, T> property) {
        return lines.stream().map(property).collect(toSet());
    }
}
