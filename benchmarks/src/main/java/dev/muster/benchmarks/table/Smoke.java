package dev.muster.benchmarks.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What continuous integration checks: that every benchmark runs, that the processes' rows count right, and that a few calls
 * allocate no more than they did. No times: those depend on the machine's other work, counts and allocations do not.
 */
final class Smoke {
    /** A benchmark, how many calls it makes, and the most bytes that one of them may allocate. */
    private record Guard(String benchmark, Map<String, String> parameters, int calls, double most) {}

    private static final int MANY = 20_000;
    /** One for each node that has two below it: the second of these is a plain call. */
    private static final int CALLS_OF_FIB_20 = 10_945;

    /** What was measured on JDK 17, and up to a half more: in short runs objects are made that the compiler removes later. */
    private static final List<Guard> GUARDS = List.of(
            new Guard("OneCall.musterOnCores", Map.of(), 1, 200),
            new Guard("OneCall.musterOnThreads", Map.of(), 1, 200),
            new Guard("UncontendedLock.muster", Map.of(), 1, 1),
            new Guard("ManyCalls.listMuster", Map.of("size", String.valueOf(MANY)), MANY, 36),
            new Guard("ManyCalls.arrayMuster", Map.of("size", String.valueOf(MANY)), MANY, 6),
            new Guard("ManyCalls.oneByOneMuster", Map.of("size", String.valueOf(MANY)), MANY, 132),
            new Guard("Recursion.muster", Map.of("n", "20"), CALLS_OF_FIB_20, 180));

    /** The most bytes of a call that waits. */
    private static final double MOST_WAITING = 176;

    /** Rows with goals that count something. */
    private static final List<String> COUNTED = List.of("P6", "P7");

    /** Rows that need only run. */
    private static final List<String> RUN = List.of("G4", "C1", "P1", "P2", "P3", "P4");

    private final Settings settings;
    private final List<String> complaints = new ArrayList<>();

    private Smoke(Settings settings) {
        this.settings = settings;
    }

    /** Checks. Ends the process with 1 if something is wrong. */
    static void run(Path folder) throws IOException, InterruptedException {
        Smoke smoke = new Smoke(new Settings(1, 300, 3, 900, true, 4, 4, 700, folder));
        smoke.everyBenchmark();
        smoke.allocations();
        smoke.counts();
        smoke.complaints.forEach(System.err::println);
        System.exit(smoke.complaints.isEmpty() ? 0 : 1);
    }

    /** Within this JVM and briefly; the figures mean nothing. */
    private void everyBenchmark() {
        try {
            int ran = new Runner(new OptionsBuilder()
                            .forks(0)
                            .warmupIterations(0)
                            .measurementIterations(1)
                            .measurementTime(TimeValue.milliseconds(50))
                            .param("size", "2000")
                            .param("n", "15")
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run()
                    .size();
            System.out.println(ran + " benchmarks ran");
        } catch (RunnerException failed) {
            complaints.add("a benchmark failed: " + failed.getMessage());
        }
    }

    private void allocations() throws IOException, InterruptedException {
        for (Guard guard : GUARDS) {
            Map<String, Double> figures = new JmhSide(guard.benchmark(), guard.parameters()).measure(settings);
            judge(guard.benchmark(), Objects.requireNonNull(figures.get("allocated")) / guard.calls(), guard.most());
        }
        judge(
                "a waiting call",
                Objects.requireNonNull(CommandSide.sizes().measure(settings).get("waiting")),
                MOST_WAITING);
    }

    private void judge(String what, double bytes, double most) {
        System.out.printf("%s: %.1f bytes a call, at most %.0f%n", what, bytes, most);
        if (bytes > most) {
            complaints.add(
                    "%s: %.1f bytes a call, where %.0f is the most. Mend that, or say in the commit why it must be."
                            .formatted(what, bytes, most));
        }
    }

    private void counts() throws InterruptedException {
        for (Row row : new Rows(settings).all()) {
            if (COUNTED.contains(row.id()) || RUN.contains(row.id())) {
                Row own = new Row(row.id(), row.work(), row.own(), List.of(), row.goals());
                new Contest(own, settings).lines().forEach(this::judge);
            }
        }
    }

    private void judge(Line line) {
        if (line.rounds().isEmpty()) {
            complaints.add(line.id() + " did not run: " + line.notes());
        } else if (line.goal().isAlone()
                && COUNTED.contains(line.id())
                && line.verdict().contains("falls short")) {
            complaints.add(line.id() + ": " + line.goal().what() + ": " + line.rounds());
        }
    }
}
