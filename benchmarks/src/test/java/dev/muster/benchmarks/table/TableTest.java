package dev.muster.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    private Path folder;

    /** Gives these figures, one a round; throws when they are used up. */
    private record Played(String name, String missing, Deque<Double> nanos) implements Side {
        Played(String name, Double... nanos) {
            this(name, "", new ArrayDeque<>(List.of(nanos)));
        }

        @Override
        public String missing(Settings settings) {
            return missing;
        }

        @Override
        public Map<String, Double> measure(Settings settings) throws IOException {
            if (nanos.isEmpty()) {
                throw new IOException("it broke");
            }
            return Map.of("nanos", nanos.remove());
        }
    }

    private Line line(double limit, Side own, Side... rivals) throws InterruptedException {
        return new Contest(row(limit, own, rivals), settings(3), () -> new Stolen(0, 0))
                .lines()
                .get(0);
    }

    private static Row row(double limit, Side own, Side... rivals) {
        String[] names = Arrays.stream(rivals).map(Side::name).toArray(String[]::new);
        return new Row("T9", "a work", own, List.of(rivals), List.of(Goal.timeAtMost(limit, "", names)));
    }

    private Settings settings(int rounds) {
        return new Settings(rounds, 1, 1, 1, false, 0, 1, 1, folder);
    }

    @Test
    @DisplayName("the ratio is the median of the rounds, each against the best rival of that round")
    void medianOfRounds() throws InterruptedException {
        Line line = line(
                1.0,
                new Played("ours", 10.0, 30.0, 20.0),
                new Played("slow", 20.0, 99.0, 99.0),
                new Played("quick", 40.0, 60.0, 40.0));

        assertThat(line.verdict()).isEqualTo("reached");
        assertThat(line.markdown()).contains("| quick | ≤ 1 | 0.50 | 0.50–0.50 | reached | 20 ns | 40 ns |");
    }

    @Test
    @DisplayName("a row that falls short stays in the table and says so")
    void fallsShort() throws InterruptedException {
        Line line = line(1.0, new Played("ours", 20.0, 20.0, 20.0), new Played("rival", 10.0, 10.0, 20.0));

        assertThat(line.markdown()).contains("| 2 | 1–2 | **falls short** |");
        assertThat(line.json()).contains("\"verdict\":\"falls short\"").contains("\"cores\":");
    }

    @Test
    @DisplayName("a rival that is not there is named with the reason, and the others count")
    void missingRival() throws InterruptedException {
        Line line = line(
                1.0,
                new Played("ours", 1.0, 1.0, 1.0),
                new Played("there", 2.0, 2.0, 2.0),
                new Played("absent", "not installed", new ArrayDeque<>()));

        assertThat(line.verdict()).isEqualTo("reached");
        assertThat(line.markdown()).contains("there (without absent: not installed)");
    }

    @Test
    @DisplayName("a row whose rivals, or whose own side, could not be measured is shown as not run, with the reason")
    void notRun() throws InterruptedException {
        Line noRival = line(1.0, new Played("ours", 1.0, 1.0, 1.0), new Played("rival", 1.0));
        Line noOwn = line(1.0, new Played("ours", 1.0), new Played("rival", 1.0, 1.0, 1.0));

        assertThat(noRival.markdown()).contains("not run: without rival: it broke");
        assertThat(noOwn.markdown()).contains("not run: without ours: it broke");
    }

    @Test
    @DisplayName(
            "a line is drawn as times better than the rival, whether less or more is better, with its goal and its verdict")
    void drawn() throws InterruptedException {
        Line line = line(1.0, new Played("ours", 10.0, 10.0, 10.0), new Played("rival <1>", 40.0, 40.0, 20.0));

        assertThat(line.picture()).contains("× 4", "class=\"reached\"", "class=\"goal\"", "rival &lt;1&gt;");
        assertThat(Goal.rateAtLeast(2, "", "rival").timesBetter(0.5)).isEqualTo(0.5);
    }

    @Test
    @DisplayName("the exponent of what grows with the square is 2")
    void exponent() {
        Map<Integer, Double> nanos = Map.of(1, 3.0, 10, 300.0, 100, 30_000.0);

        assertThat(Growth.exponent(nanos, List.of(1, 10, 100))).isCloseTo(2, within(1e-9));
    }

    @Test
    @DisplayName("a curve is drawn through its points: ten times the size goes as far to the right, whatever the size")
    void curve() {
        String curve = GrowthPicture.curve("T9", new TreeMap<>(Map.of(1, 1e4, 10, 1e5, 100, 1e6)));

        assertThat(curve).contains("M70.0 394.0 L140.0 344.0 L210.0 294.0", ">T9<");
    }

    @Test
    @DisplayName("rows that were measured at another time join the table, in the order of the rows")
    void joins() throws IOException {
        new Results(folder, false).keep("B", "| B |\n", "{\"row\":\"B\"}", "<g>B</g>\n");
        Results later = new Results(folder, false);
        later.keep("A/x", "| A |\n", "{\"row\":\"A\"}", "<g>A</g>\n");

        assertThat(later.table(List.of("A/x", "B"), List.of())).endsWith("| A |\n| B |\n");
        Path all = folder.resolve("jdk-" + Runtime.version().feature());
        assertThat(Files.readString(all.resolve("table.svg")))
                .containsSubsequence("translate(0 44)\"><g>A</g>", "translate(0 64)\"><g>B</g>", "</svg>");
        assertThat(Files.readString(all.resolve("table.json"))).isEqualTo("[\n{\"row\":\"A\"},\n{\"row\":\"B\"}\n]\n");
    }

    @Test
    @DisplayName("every benchmark of JMH that a row names is there, and no two rows share an id")
    void namesAreThere() throws ReflectiveOperationException {
        Set<String> ids = new HashSet<>();
        for (Row row : new Rows(new Settings(1, 1, 1, 1, true, 2, 1, 1, folder)).all()) {
            assertThat(ids.add(row.id())).as(row.id()).isTrue();
            List<Side> sides = new ArrayList<>(row.rivals());
            sides.add(row.own());
            for (Side side : sides) {
                if (side instanceof JmhSide benchmark) {
                    int dot = benchmark.name().indexOf('.');
                    assertThat(Class.forName("dev.muster.benchmarks."
                                            + benchmark.name().substring(0, dot))
                                    .getMethod(benchmark.name().substring(dot + 1)))
                            .isNotNull();
                }
            }
        }
    }

    @Test
    @DisplayName(
            "what is measured while the host takes much is measured again, up to three times, and the least disturbed counts")
    void measuredAgain() throws InterruptedException {
        Deque<Stolen> told = new ArrayDeque<>();
        tell(told, 50, 20, 30); // ours: much each time
        tell(told, 30, 0); // the rival: nothing, the second time
        Row row = row(1.0, new Played("ours", 7.0, 5.0, 9.0), new Played("rival", 8.0, 10.0, 12.0));

        Line line = new Contest(row, settings(1), told::remove).lines().get(0);

        assertThat(line.markdown()).contains("| 0.50 | 0.50–0.50 | reached | 5 ns | 10 ns |");
        assertThat(told).isEmpty();
    }

    /** Before and after each measurement, of a hundred ticks, so many of which were stolen. */
    private static void tell(Deque<Stolen> told, long... stolen) {
        for (long ticks : stolen) {
            told.add(new Stolen(0, 0));
            told.add(new Stolen(100, ticks));
        }
    }

    @Test
    @DisplayName("what the host took is a share of what was wanted, and none where nothing was wanted or nobody tells")
    void stolen() {
        assertThat(new Stolen(300, 50).shareSince(new Stolen(100, 0))).isEqualTo(0.25);
        assertThat(new Stolen(100, 7).shareSince(new Stolen(100, 7))).isZero();
        assertThat(new Stolen(0, 0).shareSince(new Stolen(0, 0))).isZero();
    }
}
