package dev.muster.examples.puzzles;

import dev.muster.AwaitCondition;
import dev.muster.Guarded;
import dev.muster.Parallel;
import java.util.Map;

/** LB-17, generalised smokers: the agent does not wait, so ingredients pile up, and smokers take what they can pair. */
final class ManySmokers {
    private final Trace trace;
    private final Map<Ingredient, Integer> pile;
    private final Ingredient own;

    ManySmokers(Trace trace, Map<Ingredient, Integer> pile, Ingredient own) {
        this.trace = trace;
        this.pile = pile;
        this.own = own;
    }

    boolean othersAreThere() {
        for (Ingredient each : Ingredient.values()) {
            if (each != own && pile.getOrDefault(each, 0) == 0) {
                return false;
            }
        }
        return true;
    }

    @Parallel
    @Guarded("pile")
    @AwaitCondition("othersAreThere")
    void smoke() {
        for (Ingredient each : Ingredient.values()) {
            if (each != own) {
                pile.merge(each, -1, Integer::sum);
                trace.add("take " + each);
            }
        }
    }

    /** The agent. */
    record Agent(Trace trace, Map<Ingredient, Integer> pile) {
        @Guarded("pile")
        Map<Ingredient, Integer> look() {
            return Map.copyOf(pile);
        }

        @Parallel
        @Guarded("pile")
        void putAllBut(Ingredient missing) {
            for (Ingredient each : Ingredient.values()) {
                if (each != missing) {
                    pile.merge(each, 1, Integer::sum);
                    trace.add("put " + each);
                }
            }
        }
    }
}
