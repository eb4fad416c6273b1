package dev.muster.benchmarks.table;

import java.util.Collection;
import java.util.List;

/**
 * One line of the table: a figure of Muster's against the best of some rivals, or against another figure of its own, or alone.
 *
 * @param metric the figure
 * @param rivals the rivals' names; of those that could be measured, the best in each round counts
 * @param against the figure of Muster's own side that it is compared with, where there are no rivals; or empty
 */
record Goal(String what, String metric, List<String> rivals, String against, Bound bound, double limit) {
    /** At most so many times the time of the best rival. */
    static Goal timeAtMost(double limit, String what, String... rivals) {
        return new Goal(what, "nanos", List.of(rivals), "", Bound.AT_MOST, limit);
    }

    /** At least so many times the rate of the best rival. */
    static Goal rateAtLeast(double limit, String what, String... rivals) {
        return new Goal(what, "rate", List.of(rivals), "", Bound.AT_LEAST, limit);
    }

    /** At most so many times the memory of the best rival. */
    static Goal memoryAtMost(double limit, String what, String... rivals) {
        return new Goal(what, "bytes", List.of(rivals), "", Bound.AT_MOST, limit);
    }

    /** A figure against another that the same program has measured. */
    static Goal within(String what, String metric, String against, double limit) {
        return new Goal(what, metric, List.of(), against, Bound.AT_MOST, limit);
    }

    /** A figure alone. */
    static Goal alone(String what, String metric, Bound bound, double limit) {
        return new Goal(what, metric, List.of(), "", bound, limit);
    }

    /** No goal, but what is behind one: the limit that the machine sets, or another rival. */
    static Goal shown(String what, String metric, Bound bound, String... rivals) {
        return new Goal(what, metric, List.of(rivals), "", bound, Double.NaN);
    }

    /** As before, of figures that the same program has measured. */
    static Goal shownWithin(String what, String metric, String against) {
        return new Goal(what, metric, List.of(), against, Bound.AT_MOST, Double.NaN);
    }

    boolean isShown() {
        return Double.isNaN(limit);
    }

    boolean isAlone() {
        return rivals.isEmpty() && against.isEmpty();
    }

    /** The rivals of the goal that were measured in all rounds. */
    List<String> measured(Collection<Round> rounds) {
        return rivals.stream()
                .filter(rival -> rounds.stream().allMatch(round -> round.has(rival)))
                .toList();
    }

    double ratio(Round round, String own) {
        double figure = round.figure(own, metric);
        if (isAlone()) {
            return figure;
        }
        return figure / (against.isEmpty() ? round.figure(rival(round), metric) : round.figure(own, against));
    }

    /** What a ratio says of Muster: above 1 for better than the rival. */
    double timesBetter(double ratio) {
        return bound == Bound.AT_MOST ? 1 / ratio : ratio;
    }

    /** The rival that counts in a round. */
    String rival(Round round) {
        return rivals.isEmpty() ? against : round.best(rivals, metric, bound);
    }
}
