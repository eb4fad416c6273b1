package dev.muster.benchmarks.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Measures one row: all its sides in turn, then all again, so that a machine's moods meet all of them. */
final class Contest {
    /** The host of a virtual machine may take so much of its processors without being minded. */
    private static final double TOLERATED = 0.05;

    private static final int MOST_TRIES = 3;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final Row row;
    private final Settings settings;
    private final Supplier<Stolen> host;
    private final Map<String, String> missing = new LinkedHashMap<>();

    Contest(Row row, Settings settings) {
        this(row, settings, Stolen::now);
    }

    /** @param host tells what the host has taken */
    Contest(Row row, Settings settings, Supplier<Stolen> host) {
        this.row = row;
        this.settings = settings;
        this.host = host;
    }

    List<Line> lines() throws InterruptedException {
        List<Side> sides = sides();
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < settings.rounds() && !missing.containsKey(row.own().name()); i++) {
            rounds.add(round(sides));
        }
        if (missing.containsKey(row.own().name())) {
            rounds.clear();
        }
        return row.goals().stream().map(goal -> line(goal, rounds)).toList();
    }

    private List<Side> sides() {
        List<Side> sides = new ArrayList<>();
        for (Side side : all()) {
            String why = side.missing(settings);
            if (why.isEmpty()) {
                sides.add(side);
            } else {
                missing.put(side.name(), why);
            }
        }
        return sides;
    }

    private List<Side> all() {
        List<Side> all = new ArrayList<>();
        all.add(row.own());
        all.addAll(row.rivals());
        return all;
    }

    private Round round(List<Side> sides) throws InterruptedException {
        Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
        for (Side side : sides) {
            if (!missing.containsKey(side.name())) {
                try {
                    Map<String, Double> measured = leastDisturbed(side);
                    figures.put(side.name(), measured);
                    System.err.println("  " + row.id() + " " + side.name() + " " + measured);
                } catch (IOException failed) {
                    missing.put(side.name(), String.valueOf(failed.getMessage()));
                }
            }
        }
        return new Round(figures);
    }

    /** What was measured while the host took the least; short measurements are made again where it took much. */
    private Map<String, Double> leastDisturbed(Side side) throws IOException, InterruptedException {
        Map<String, Double> best = Map.of();
        double least = Double.MAX_VALUE;
        long start = System.nanoTime();
        for (int i = 0; i < MOST_TRIES && least > TOLERATED && System.nanoTime() - start < LONGEST_NANOS; i++) {
            Stolen before = host.get();
            Map<String, Double> measured = side.measure(settings);
            double stolen = host.get().shareSince(before);
            if (stolen < least) {
                least = stolen;
                best = new LinkedHashMap<>(measured);
                best.put("stolen", stolen);
            }
        }
        return best;
    }

    private Line line(Goal goal, List<Round> rounds) {
        List<String> notes = new ArrayList<>();
        missing.forEach((side, why) -> {
            if (goal.rivals().contains(side) || side.equals(row.own().name())) {
                notes.add("without " + side + ": " + why);
            }
        });
        return new Line(row.id(), row.work(), goal, row.own().name(), rounds, String.join("; ", notes));
    }
}
