package dev.muster.benchmarks.table;

import dev.muster.benchmarks.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of the table.
 *
 * @param notes which rivals could not be measured, and why
 */
record Line(String id, String work, Goal goal, String own, List<Round> rounds, String notes) {
    static final String HEAD = """
            | row | work | rival | goal | ratio | spread | verdict | Muster | rival | allocated |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    boolean isMeasured() {
        return !rounds.isEmpty()
                && (goal.rivals().isEmpty() || !goal.measured(rounds).isEmpty());
    }

    private double[] ratios() {
        return rounds.stream()
                .mapToDouble(round -> goal.ratio(round, own))
                .sorted()
                .toArray();
    }

    private double median() {
        return Figures.median(ratios());
    }

    String verdict() {
        if (!isMeasured()) {
            return "not run";
        }
        if (goal.isShown()) {
            return "shown";
        }
        return goal.bound().holds(median(), goal.limit()) ? "reached" : "**falls short**";
    }

    /** The rival that was the best most often. */
    String rival() {
        if (goal.isAlone()) {
            return "–";
        }
        Map<String, Long> times =
                rounds.stream().collect(Collectors.groupingBy(goal::rival, TreeMap::new, Collectors.counting()));
        return times.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private double figure(String side, String metric) {
        return Figures.median(
                rounds.stream().mapToDouble(round -> round.figure(side, metric)).toArray());
    }

    private double rivalsFigure() {
        return goal.against().isEmpty() ? figure(rival(), goal.metric()) : figure(own, goal.against());
    }

    private String limit() {
        return goal.isShown() ? "–" : goal.bound().sign() + " " + number(goal.limit());
    }

    /** The work, and what of it. */
    String what() {
        return goal.what().isEmpty() ? work : work + "; " + goal.what();
    }

    /** As it is drawn; nothing for a figure that stands alone, or was not measured. */
    String picture() {
        if (!isMeasured() || goal.isAlone()) {
            return "";
        }
        double[] ratios = ratios();
        return Picture.line(
                this,
                goal.timesBetter(median()),
                goal.timesBetter(ratios[0]),
                goal.timesBetter(ratios[ratios.length - 1]));
    }

    String markdown() {
        if (!isMeasured()) {
            return "| %s | %s | %s | %s | – | – | not run: %s | | | |%n"
                    .formatted(id, what(), String.join(", ", goal.rivals()), limit(), notes);
        }
        double[] ratios = ratios();
        return "| %s | %s | %s | %s | %s | %s–%s | %s | %s | %s | %s |%n"
                .formatted(
                        id,
                        what(),
                        rival() + (notes.isEmpty() ? "" : " (" + notes + ")"),
                        limit(),
                        number(median()),
                        number(ratios[0]),
                        number(ratios[ratios.length - 1]),
                        verdict(),
                        quantity(figure(own, goal.metric())),
                        goal.isAlone() ? "–" : quantity(rivalsFigure()),
                        allocated());
    }

    private String allocated() {
        boolean told = rounds.stream()
                .allMatch(round -> round.sides().getOrDefault(own, Map.of()).containsKey("allocated"));
        return told ? number(figure(own, "allocated")) + " B" : "";
    }

    String json() {
        StringBuilder json = new StringBuilder("{");
        json.append("\"row\":").append(quoted(id));
        json.append(",\"work\":").append(quoted(work));
        json.append(",\"what\":").append(quoted(goal.what()));
        json.append(",\"goal\":").append(quoted(limit()));
        json.append(",\"verdict\":").append(quoted(verdict().replace("*", "")));
        json.append(",\"notes\":").append(quoted(notes));
        if (isMeasured()) {
            double[] ratios = ratios();
            json.append(",\"metric\":").append(quoted(goal.metric()));
            json.append(",\"rival\":").append(quoted(rival()));
            json.append(",\"ratio\":").append(median());
            json.append(",\"least\":").append(ratios[0]);
            json.append(",\"most\":").append(ratios[ratios.length - 1]);
            json.append(",\"rounds\":").append(roundsJson());
        }
        return json.append(environment()).append("}").toString();
    }

    private static String environment() {
        return ",\"jdk\":" + quoted(Environment.jdk()) + ",\"cores\":" + Environment.cores();
    }

    private String roundsJson() {
        return rounds.stream()
                .map(round -> object(round.sides().entrySet().stream()
                        .map(side -> quoted(side.getKey()) + ":"
                                + object(side.getValue().entrySet().stream()
                                        .map(figure -> quoted(figure.getKey()) + ":" + figure.getValue())))))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(Stream<String> members) {
        return members.collect(Collectors.joining(",", "{", "}"));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
    }

    private String quantity(double figure) {
        return switch (goal.metric()) {
            case "rate" -> number(figure) + "/s";
            case "bytes" -> figure < 10_000 ? number(figure) + " B" : number(figure / (1 << 20)) + " MiB";
            case "nanos", "with", "plain", "fromMemory" -> time(figure);
            default -> number(figure);
        };
    }

    static String time(double nanos) {
        if (nanos < 1e4) {
            return number(nanos) + " ns";
        }
        if (nanos < 1e7) {
            return number(nanos / 1e3) + " µs";
        }
        return nanos < 1e10 ? number(nanos / 1e6) + " ms" : number(nanos / 1e9) + " s";
    }

    /** Three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        String form = size >= 100 || value == Math.rint(value)
                ? "%,.0f"
                : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form, value);
    }
}
