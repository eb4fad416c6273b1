package dev.muster.benchmarks.table;

import java.util.List;
import java.util.Locale;

/**
 * Draws lines of the table as bars on a logarithmic scale: how many times better than the rival Muster is, or worse, from the line in
 * the middle on; with the spread of the rounds, and a mark at the goal.
 *
 * <p>What is drawn of a line does not depend on what is above it, so that rows that were measured at different times can share a
 * picture.
 */
final class Picture {
    static final String STYLE = """
            <style>
            svg { --back: #ffffff; --line: #c9d1d9; --text: #1f2328; --note: #59636e; --reached: #1a7f37; --short: #bc4c00; --shown: #8c959f; }
            @media (prefers-color-scheme: dark) {
            svg { --back: #0d1117; --line: #3d444d; --text: #f0f6fc; --note: #9198a1; --reached: #3fb950; --short: #f0883e; --shown: #6e7681; } }
            text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif; fill: var(--text); }
            text.id { font-weight: 600; }
            text.note { fill: var(--note); }
            .end { text-anchor: end; }
            .middle { text-anchor: middle; }
            .back { fill: var(--back); }
            .scale { stroke: var(--line); }
            .equal { stroke: var(--note); }
            .spread, .goal { stroke: var(--text); }
            .goal { stroke-width: 2; }
            .reached { fill: var(--reached); }
            .short { fill: var(--short); }
            .shown { fill: var(--shown); }
            </style>
            """;

    private static final int WORK = 154;
    private static final int RIVAL = 412;
    private static final int LEFT = 612;
    private static final int DECADE = 95;
    private static final int LOWEST = -1;
    private static final int HIGHEST = 3;
    private static final int RIGHT = LEFT + (HIGHEST - LOWEST) * DECADE;
    private static final int WIDTH = RIGHT + 70;
    private static final int HEAD = 44;
    private static final int STEP = 20;
    private static final int LETTERS = 40;
    private static final int LETTERS_OF_RIVAL = 29;

    private Picture() {}

    /** One line, at the height of 0: how many times better it is, and its least and most. */
    static String line(Line line, double times, double least, double most) {
        String rival = line.rival().replaceFirst("^\\w+\\.(\\w+)$", "$1"); // the method, of a benchmark of JMH
        StringBuilder bar = new StringBuilder("<g><title>")
                .append(escaped(line.what() + ", beside " + line.rival()))
                .append("</title>")
                .append(text(8, 14, "id", line.id()))
                .append(text(WORK, 14, "", shortened(line.work(), LETTERS)))
                .append(text(RIVAL, 14, "note", shortened(rival, LETTERS_OF_RIVAL)));
        double from = Math.min(x(1), x(times));
        bar.append(format(
                "<rect x=\"%.1f\" y=\"4\" width=\"%.1f\" height=\"12\" class=\"%s\"/>",
                from, Math.max(x(1), x(times)) - from, style(line)));
        bar.append(stroke("spread", x(least), 10, x(most), 10));
        if (!line.goal().isShown()) {
            double goal = x(line.goal().timesBetter(line.goal().limit()));
            bar.append(stroke("goal", goal, 1, goal, 19));
        }
        return bar.append(text(WIDTH - 8, 14, "end", "× " + Line.number(times)))
                .append("</g>\n")
                .toString();
    }

    private static String shortened(String text, int letters) {
        return text.length() > letters ? text.substring(0, letters - 1) + "…" : text;
    }

    private static String style(Line line) {
        return switch (line.verdict()) {
            case "reached" -> "reached";
            case "shown" -> "shown";
            default -> "short";
        };
    }

    /** A picture of such lines, one below the other. */
    static String of(List<String> lines) {
        int height = HEAD + lines.size() * STEP + 12;
        StringBuilder svg = new StringBuilder(head(WIDTH, height, "How many times better than its rivals Muster is"));
        svg.append(text(8, 18, "id", Environment.line().replace("#", "").strip()));
        svg.append(text(x(1) - 8, 18, "note end", "worse than the rival"));
        svg.append(text(x(1) + 8, 18, "note", "better, so many times; the mark is the goal"));
        for (int decade = LOWEST; decade <= HIGHEST; decade++) {
            double x = x(Math.pow(10, decade));
            svg.append(stroke(decade == 0 ? "equal" : "scale", x, HEAD - 6, x, height - 8));
            svg.append(text(x, HEAD - 10, "note middle", "× " + Line.number(Math.pow(10, decade))));
        }
        for (int i = 0; i < lines.size(); i++) {
            svg.append(format("<g transform=\"translate(0 %d)\">", HEAD + i * STEP))
                    .append(lines.get(i).strip())
                    .append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    static String head(int width, int height, String label) {
        return format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                                + " aria-label=\"%s\">\n",
                        width, height, width, height, label)
                + STYLE
                + format("<rect class=\"back\" width=\"%d\" height=\"%d\"/>\n", width, height);
    }

    /** What is beyond the scale is drawn at its end. */
    private static double x(double times) {
        double decade = Math.min(HIGHEST, Math.max(LOWEST, Math.log10(times)));
        return LEFT + (decade - LOWEST) * DECADE;
    }

    static String text(double x, double y, String style, String text) {
        return format("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, style, escaped(text));
    }

    static String stroke(String style, double fromX, double fromY, double toX, double toY) {
        return format("<path class=\"%s\" d=\"M%.1f %.1f L%.1f %.1f\"/>", style, fromX, fromY, toX, toY);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
