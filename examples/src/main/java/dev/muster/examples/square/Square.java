package dev.muster.examples.square;

import dev.muster.Batch;
import dev.muster.FanOut;
import dev.muster.Muster;
import dev.muster.ProcessOptions;
import dev.muster.Workers;
import dev.muster.examples.console.Program;
import dev.muster.examples.console.ProgressLine;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Squares numbers, a call for each, all at once; see {@code square --help}. */
@Command(
        name = "square",
        description = "Squares numbers, a call for each, on threads, cores or child processes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Square implements Callable<Integer> {
    private static final int DEFAULT_COUNT = 10;

    @Parameters(
            paramLabel = "NUMBER",
            description = "The numbers to square (-- before negative ones); without any, see --count.")
    private List<Integer> numbers = List.of();

    @Option(names = "--count", paramLabel = "N", description = "Square the numbers 0 to N-1 (default: 10).")
    private @Nullable Integer count;

    @Option(names = "--on", description = "Where calls run: threads (default), cores or processes.")
    private Workers on = Workers.THREADS;

    @Option(names = "--workers", paramLabel = "N", description = "The most calls at once (default: that of the kind).")
    private @Nullable Integer workers;

    @Option(names = "--fresh", description = "With --on processes: a fresh process for each call.")
    private boolean fresh;

    @Option(names = "--together", description = "No call begins its wait before all workers have one.")
    private boolean together;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            converter = DelayConverter.class,
            description = "How long each call waits: 2s (default), 250ms, 0...")
    private Duration delay = Duration.ofSeconds(2);

    @Option(names = "--quiet", description = "Print the summary alone.")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs the program and ends the JVM with its exit code: 0, or 1 if a call failed, or 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        Program.run(new Square(), arguments);
    }

    @Override
    public Integer call() {
        checkOptions();
        long start = System.nanoTime();
        List<Squared> squares = square(inputs());
        report(squares, Duration.ofNanos(System.nanoTime() - start));
        return 0;
    }

    private List<Squared> square(List<Integer> inputs) {
        try (ProgressLine progress = ProgressLine.open("square", inputs.size());
                Muster muster = openMuster()) {
            SquaresDispatcher squares = new SquaresDispatcher(new Squares(delay, quiet, parties()), muster);
            FanOut options = FanOut.failFast().onProgress(now -> progress.at(now.done()));
            return start(squares, inputs, options).join();
        }
    }

    private int parties() {
        return together && workers != null ? workers : 0;
    }

    private Batch<Squared> start(SquaresDispatcher squares, List<Integer> inputs, FanOut options) {
        return switch (on) {
            case THREADS -> squares.onThreadAll(inputs, options);
            case CORES -> squares.onCoreAll(inputs, options);
            case PROCESSES -> squares.inProcessAll(inputs, options);
        };
    }

    private Muster openMuster() {
        Muster.Builder builder = Muster.builder();
        if (workers != null) {
            builder.workers(on, workers);
        }
        if (fresh) {
            builder.processes(ProcessOptions.defaults().callsPerWorker(1));
        }
        return builder.open();
    }

    private List<Integer> inputs() {
        return numbers.isEmpty()
                ? IntStream.range(0, count == null ? DEFAULT_COUNT : count)
                        .boxed()
                        .toList()
                : numbers;
    }

    private void report(List<Squared> squares, Duration wall) {
        if (!quiet) {
            System.out.printf(
                    "pid %-8dall squares are back%n", ProcessHandle.current().pid());
        }
        long used = squares.stream().map(Squared::worker).distinct().count();
        BigInteger sum = squares.stream()
                .map(squared -> BigInteger.valueOf(squared.square()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        System.out.printf(
                Locale.ROOT,
                "%d calls in %.2f s; workers used: %d %s; sum of squares: %d%n",
                squares.size(),
                wall.toMillis() / 1e3,
                used,
                on.name().toLowerCase(Locale.ROOT),
                sum);
    }

    private void checkOptions() {
        require(count == null || numbers.isEmpty(), "Give numbers or --count, not both.");
        require(count == null || count >= 0, "--count " + count + ": a count is 0 or more.");
        require(workers == null || workers >= 1, "--workers " + workers + ": at least 1 is needed.");
        require(
                !together || (workers != null && inputs().size() % workers == 0),
                "--together needs --workers, and as many numbers or a multiple.");
        require(!fresh || on == Workers.PROCESSES, "--fresh is for --on processes alone.");
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
