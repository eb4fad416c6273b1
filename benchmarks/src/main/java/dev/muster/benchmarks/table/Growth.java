package dev.muster.benchmarks.table;

import dev.muster.benchmarks.processes.Children;
import dev.muster.benchmarks.waiting.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * How the time of one work grows over sizes ten times apart.
 *
 * <p>The exponent is the slope of a straight line through the logarithms, by least squares; and that of the last step, in which
 * what costs the same at every size weighs least. Linear is 1.
 */
record Growth(String id, String work, List<Integer> sizes, IntFunction<Side> side) {
    static final String HEAD = """
            | row | work | times by size | exponent | of the last step | verdict |
            |---|---|---|---|---|---|
            """;

    /** What counts as linear: noise and caches included. */
    private static final double LINEAR = 1.1;

    static List<Growth> all(Settings settings) {
        int small = settings.size(1_000, 10);
        return List.of(
                new Growth("T2", "tiny calls", sizes(2 * small), Growth::tinyCalls),
                new Growth("G4", "waiting calls, drained", sizes(small), Growth::waitingCalls),
                new Growth("P2", "tiny calls over 2 children", sizes(small), Growth::remoteCalls),
                new Growth("C1", "annotated classes", sizes(1), Growth::classes));
    }

    private static List<Integer> sizes(int smallest) {
        return List.of(smallest, smallest * 10, smallest * 100, smallest * 1_000);
    }

    private static Side tinyCalls(int size) {
        return new JmhSide("ManyCalls.listMuster", Map.of("size", String.valueOf(size)));
    }

    private static Side waitingCalls(int size) {
        return CommandSide.java("Waiting", Waiting.class, "muster", all -> size);
    }

    private static Side remoteCalls(int size) {
        return CommandSide.java("Children", Children.class, "many", all -> size);
    }

    private static Side classes(int size) {
        return new CommandSide("Compilation", all -> "", all -> Rows.compilation(all, size));
    }

    /** Measures every size once, and gives the nanoseconds by size. */
    NavigableMap<Integer, Double> measure(Settings settings) throws IOException, InterruptedException {
        NavigableMap<Integer, Double> nanos = new TreeMap<>();
        for (int size : sizes) {
            nanos.put(
                    size,
                    Objects.requireNonNull(side.apply(size).measure(settings).get("nanos")));
            System.err.println("  growth " + id + " " + nanos);
        }
        return nanos;
    }

    String markdown(Map<Integer, Double> nanos) {
        double all = exponent(nanos, sizes);
        double last = exponent(nanos, sizes.subList(sizes.size() - 2, sizes.size()));
        String times = nanos.entrySet().stream()
                .map(entry -> Line.number(entry.getKey()) + ": " + Line.time(entry.getValue()))
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %.2f | %.2f | %s |%n"
                .formatted(id, work, times, all, last, Math.max(all, last) <= LINEAR ? "reached" : "**falls short**");
    }

    String json(Map<Integer, Double> nanos) {
        String times = nanos.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(","));
        return "{\"growth\":%s,\"exponent\":%s,\"lastStep\":%s,\"nanos\":{%s}}"
                .formatted(
                        Line.quoted(id),
                        exponent(nanos, sizes),
                        exponent(nanos, sizes.subList(sizes.size() - 2, sizes.size())),
                        times);
    }

    String picture(NavigableMap<Integer, Double> nanos) {
        return GrowthPicture.curve("%s: %s, %s".formatted(id, work, Line.number(exponent(nanos, sizes))), nanos);
    }

    String notRun(IOException why) {
        return "| %s | %s | – | – | – | not run: %s |%n".formatted(id, work, why.getMessage());
    }

    String notRunJson(IOException why) {
        return "{\"growth\":%s,\"notRun\":%s}"
                .formatted(Line.quoted(id), Line.quoted(String.valueOf(why.getMessage())));
    }

    /** The slope by least squares. */
    static double exponent(Map<Integer, Double> nanos, List<Integer> sizes) {
        double[] x = sizes.stream().mapToDouble(Math::log).toArray();
        double[] y = sizes.stream()
                .mapToDouble(size -> Math.log(Objects.requireNonNull(nanos.get(size))))
                .toArray();
        double meanX = mean(x);
        double meanY = mean(y);
        double above = 0;
        double below = 0;
        for (int i = 0; i < x.length; i++) {
            above += (x[i] - meanX) * (y[i] - meanY);
            below += (x[i] - meanX) * (x[i] - meanX);
        }
        return above / below;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
