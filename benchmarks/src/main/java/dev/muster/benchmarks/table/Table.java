package dev.muster.benchmarks.table;

import dev.muster.benchmarks.Burn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures rows of the table against their rivals, and prints and keeps the table. {@code --help} tells how. */
public final class Table {
    private static final String HELP = """
            Measures what Muster costs beside its rivals, on the Java that runs this.

              --rows T1,G,P2/…   only these rows: T1, all of a letter, or one of several of an id (default: all)
              --list             prints the rows
              --rounds N         measures each side N times, in turn (default 5)
              --millis N         the length of an iteration of JMH (default 500)
              --iterations N     iterations that count (default 4)
              --warmup MILLIS    how long JMH runs before them (default 2000)
              --children N       children of row P6 (default: as memory allows, up to 1,000)
              --crashes N        crashes of row P7, each among a hundred calls (default 1,000)
              --growth [T2,…]    only the curves over four sizes
              --sizes            only the sizes of a waiting and a running call
              --quick            small works, briefly: shows that all runs; the figures mean nothing
              --out FOLDER       where the results are kept (default: benchmarks-results)
              --smoke            checks counts and allocations instead, for continuous integration

            Rows measured before into the same folder stay in the table.
            JMH itself: java -cp benchmarks.jar org.openjdk.jmh.Main
            """;

    private final Deque<String> arguments;
    private int rounds = 5;
    private int millis = 500;
    private int iterations = 4;
    private int warmup = 2_000;
    private int children;
    private int crashes = 1_000;
    private boolean quick;
    private boolean list;
    private boolean smoke;
    private @Nullable List<String> wanted;
    private @Nullable List<String> growths;
    private boolean sizes;
    private Path folder = Path.of("benchmarks-results");

    private Table(String[] arguments) {
        this.arguments = new ArrayDeque<>(Arrays.asList(arguments));
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Table table = new Table(arguments);
        if (table.read()) {
            table.run();
        } else {
            System.out.print(HELP);
        }
    }

    /** Reads the arguments; false if they are not understood. */
    private boolean read() {
        while (!arguments.isEmpty()) {
            String option = arguments.remove();
            switch (option) {
                case "--rows" -> wanted = names();
                case "--growth" -> growths = names();
                case "--rounds" -> rounds = number();
                case "--millis" -> millis = number();
                case "--iterations" -> iterations = number();
                case "--warmup" -> warmup = number();
                case "--children" -> children = number();
                case "--crashes" -> crashes = number();
                case "--out" -> folder = Path.of(arguments.remove());
                case "--quick" -> quick();
                case "--sizes" -> sizes = true;
                case "--list" -> list = true;
                case "--smoke" -> smoke = true;
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    private void quick() {
        quick = true;
        rounds = 1;
        millis = 50;
        iterations = 1;
        warmup = 50;
    }

    private List<String> names() {
        String next = arguments.peek();
        return next == null || next.startsWith("--")
                ? List.of()
                : List.of(arguments.remove().split(","));
    }

    private int number() {
        return Integer.parseInt(arguments.remove());
    }

    private void run() throws IOException, InterruptedException {
        if (smoke) {
            Smoke.run(folder.toAbsolutePath());
            return;
        }
        Settings settings = new Settings(
                rounds,
                millis,
                iterations,
                warmup,
                quick,
                children,
                crashes,
                list ? 1 : Burn.stepsPerMicro(),
                folder.toAbsolutePath());
        List<Row> rows = new Rows(settings).all();
        List<Growth> curves = Growth.all(settings);
        if (list) {
            rows.forEach(row -> System.out.println(row.id() + "  " + row.work()));
            return;
        }
        Results results = new Results(folder, quick);
        boolean all = wanted == null && growths == null && !sizes;
        measure(rows.stream().filter(row -> all || isWanted(row)).toList(), settings, results);
        measureGrowth(curves.stream().filter(curve -> all || isWanted(curve)).toList(), settings, results);
        if (all || sizes) {
            measureSizes(settings, results);
        }
        System.out.print(results.table(
                rows.stream().map(Row::id).toList(),
                curves.stream().map(curve -> growthId(curve)).toList()));
    }

    private boolean isWanted(Row row) {
        return wanted != null && wanted.stream().anyMatch(row::isOf);
    }

    private boolean isWanted(Growth curve) {
        return growths != null && (growths.isEmpty() || growths.contains(curve.id()));
    }

    private static String growthId(Growth curve) {
        return "growth-" + curve.id();
    }

    private static void measure(List<Row> rows, Settings settings, Results results)
            throws IOException, InterruptedException {
        for (Row row : rows) {
            System.err.println(row.id() + ": " + row.work());
            List<Line> lines = new Contest(row, settings).lines();
            results.keep(
                    row.id(),
                    lines.stream().map(Line::markdown).collect(Collectors.joining()),
                    lines.stream().map(Line::json).collect(Collectors.joining(",\n")),
                    lines.stream().map(Line::picture).collect(Collectors.joining()));
        }
    }

    private static void measureGrowth(List<Growth> curves, Settings settings, Results results)
            throws IOException, InterruptedException {
        for (Growth curve : curves) {
            try {
                NavigableMap<Integer, Double> nanos = curve.measure(settings);
                results.keep(growthId(curve), curve.markdown(nanos), curve.json(nanos), curve.picture(nanos));
            } catch (IOException failed) {
                results.keep(growthId(curve), curve.notRun(failed), curve.notRunJson(failed), "");
            }
        }
    }

    private static void measureSizes(Settings settings, Results results) throws IOException, InterruptedException {
        Map<String, Double> bytes = CommandSide.sizes().measure(settings);
        String waiting = Line.number(Objects.requireNonNull(bytes.get("waiting")));
        String running = Line.number(Objects.requireNonNull(bytes.get("running")));
        results.keep(
                "sizes",
                "\nHeap of a call that waits for a permit: " + waiting
                        + " bytes; of a call that runs on a thread of ours: " + running
                        + " bytes, without the thread's stack (JOL).\n",
                "{\"sizes\":{\"waiting\":" + bytes.get("waiting") + ",\"running\":" + bytes.get("running") + "}}",
                "");
    }
}
