package dev.muster.benchmarks.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;

/** Draws how time grows with size: both on logarithmic scales, on which what is linear is as steep as the thin lines behind. */
final class GrowthPicture {
    private static final int LEFT = 70;
    private static final int TOP = 44;
    private static final int DECADE = 70;
    private static final int DECADE_OF_TIME = 50;
    private static final int SIZES = 7;

    /** Powers of ten, in nanoseconds. */
    private static final int LEAST_TIME = 4;

    private static final int TIMES = 7;
    private static final int RIGHT = LEFT + SIZES * DECADE;
    private static final int BOTTOM = TOP + TIMES * DECADE_OF_TIME;
    private static final int NAMES = 210;

    private GrowthPicture() {}

    /** One curve, with its name at its end. */
    static String curve(String name, NavigableMap<Integer, Double> nanos) {
        String points = nanos.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%.1f %.1f", x(entry.getKey()), y(entry.getValue())))
                .collect(Collectors.joining(" L"));
        Map.Entry<Integer, Double> last = nanos.lastEntry();
        return "<path class=\"curve\" d=\"M" + points + "\"/>"
                + Picture.text(x(last.getKey()) + 6, y(last.getValue()) + 4, "", name) + "\n";
    }

    /** A picture of such curves. */
    static String of(List<String> curves) {
        StringBuilder svg = new StringBuilder(
                Picture.head(RIGHT + NAMES, BOTTOM + 30, "How the time of a work grows with its size"));
        svg.append("<style>.curve { fill: none; stroke: var(--reached); stroke-width: 2; }</style>\n");
        svg.append(Picture.text(8, 18, "id", Environment.line().replace("#", "").strip()));
        for (int decade = 0; decade <= SIZES; decade++) {
            double x = LEFT + decade * DECADE;
            svg.append(Picture.text(x, BOTTOM + 18, "note middle", Line.number(Math.pow(10, decade))));
        }
        for (int decade = 0; decade <= TIMES; decade++) {
            double nanos = Math.pow(10, LEAST_TIME + decade);
            svg.append(Picture.text(LEFT - 8, y(nanos) + 4, "note end", Line.time(nanos)));
            svg.append(linear(decade));
        }
        curves.forEach(svg::append);
        return svg.append("</svg>\n").toString();
    }

    /** From a time at size 1 as far as it goes. */
    private static String linear(int decade) {
        int steps = Math.min(SIZES, TIMES - decade);
        return Picture.stroke(
                "scale",
                LEFT,
                y(Math.pow(10, LEAST_TIME + decade)),
                LEFT + steps * DECADE,
                y(Math.pow(10, LEAST_TIME + decade + steps)));
    }

    private static double x(int size) {
        return LEFT + Math.log10(size) * DECADE;
    }

    private static double y(double nanos) {
        return BOTTOM - (Math.log10(nanos) - LEAST_TIME) * DECADE_OF_TIME;
    }
}
